import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import { parseAllDocuments } from 'yaml';
import { CATALOG } from './environment';

/** The entities of the demo's catalog. */
export function readExampleEntities(): Entity[] {
  return readdirSync(CATALOG).flatMap(name =>
    parseAllDocuments(readFileSync(join(CATALOG, name), 'utf8')).map(document =>
      document.toJS(),
    ),
  );
}

/** The path of an entity's page in the portal. */
export function pathOf({ kind, metadata }: Entity): string {
  const namespace = metadata.namespace ?? 'default';
  return `/catalog/${namespace}/${kind.toLowerCase()}/${metadata.name}`;
}
