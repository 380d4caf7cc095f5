import { Flex, Skeleton, Text } from '@backstage/ui';
import type { ClusterStatus } from 'backstage-plugin-persistence-common';
import { useFormat } from '../../formatting';
import { useText } from '../../translation';
import { Teaching } from './Teaching';

/** Clusters are being read for the first time, and nothing was found yet. */
export function Reading({ clusters }: { clusters: ClusterStatus[] }) {
  const t = useText();
  const format = useFormat();

  return (
    <Teaching title={t('empty.reading.title', { count: clusters.length })}>
      <Text as="p" variant="body-medium" color="secondary">
        {t('empty.reading.text', {
          clusters: format.list(clusters.map(({ name }) => name)),
        })}
      </Text>
      <Flex direction="column" gap="2" aria-hidden="true">
        <Skeleton height="1rem" width="85%" />
        <Skeleton height="1rem" width="60%" />
      </Flex>
    </Teaching>
  );
}
