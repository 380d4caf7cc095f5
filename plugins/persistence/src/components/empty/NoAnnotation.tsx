import type { Entity } from '@backstage/catalog-model';
import { Text } from '@backstage/ui';
import { KUBERNETES_ID_ANNOTATION } from 'backstage-plugin-persistence-common';
import { useText } from '../../translation';
import { Snippet } from '../controls/Snippet';
import { Teaching } from './Teaching';

/** The entity does not say which workloads are its own. */
export function NoAnnotation({ entity }: { entity: Entity }) {
  const t = useText();
  const { name, title = name } = entity.metadata;

  return (
    <Teaching title={t('empty.noAnnotation.title', { entity: title })}>
      <Text as="p" variant="body-medium" color="secondary">
        {t('empty.noAnnotation.text')}
      </Text>
      <Snippet
        title={t('empty.noAnnotation.catalogSnippet')}
        code={[
          'metadata:',
          '  annotations:',
          `    ${KUBERNETES_ID_ANNOTATION}: ${name}`,
        ].join('\n')}
      />
      <Snippet
        title={t('empty.noAnnotation.manifestSnippet')}
        code={[
          'metadata:',
          '  labels:',
          `    ${KUBERNETES_ID_ANNOTATION}: ${name}`,
        ].join('\n')}
      />
    </Teaching>
  );
}
