import type { Entity } from '@backstage/catalog-model';
import { Text } from '@backstage/ui';
import type {
  ClusterStatus,
  Lookup,
} from 'backstage-plugin-persistence-common';
import { useFormat } from '../../formatting';
import { useText } from '../../translation';
import { Code } from '../controls/Code';
import { Snippet } from '../controls/Snippet';
import { labelsOf } from './labelsOf';
import { Teaching } from './Teaching';

/** No cluster that answers has a workload with the labels. */
export function NoWorkload({
  entity,
  lookup,
  clusters,
}: {
  entity: Entity;
  lookup: Lookup;
  clusters: ClusterStatus[];
}) {
  const t = useText();
  const format = useFormat();
  const { name, title = name } = entity.metadata;
  const read = clusters.filter(({ state }) => state !== 'unreachable');
  const labels = labelsOf(lookup.labelSelector ?? '');

  return (
    <Teaching title={t('empty.noWorkload.title', { entity: title })}>
      <Text as="p" variant="body-medium" color="secondary">
        {t('empty.noWorkload.text', {
          clusters: format.list(read.map(cluster => cluster.name)),
        })}{' '}
        <Code>{lookup.labelSelector}</Code>
      </Text>
      {labels.length > 0 && (
        <Snippet
          title={t('empty.noWorkload.advice')}
          code={[
            'metadata:',
            '  labels:',
            ...labels.map(([label, value]) => `    ${label}: ${value}`),
          ].join('\n')}
        />
      )}
      {read.length < clusters.length && (
        <Text as="p" variant="body-small" color="secondary">
          {t('empty.noWorkload.incomplete')}
        </Text>
      )}
    </Teaching>
  );
}
