import type { Entity } from '@backstage/catalog-model';

/** An annotation without the spaces around it; undefined when nothing else is in it. */
export function annotationOf(entity: Entity, name: string): string | undefined {
  const value = entity.metadata.annotations?.[name];
  return typeof value === 'string' ? value.trim() || undefined : undefined;
}
