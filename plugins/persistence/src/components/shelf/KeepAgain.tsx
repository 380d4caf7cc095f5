import { Button, Flex, Text } from '@backstage/ui';
import type {
  ShelvedClaim,
  WorkloadAssessment,
} from 'backstage-plugin-persistence-common';
import { homesOf, keyOf } from '../../assessment';
import { useText } from '../../translation';
import { useEntityActions } from '../actions';
import { useReasonWords } from '../useReason';

/** The way back from the shelf: one button for each workload that the volume could go to. */
export function KeepAgain({
  claim,
  workloads,
}: {
  claim: ShelvedClaim;
  workloads: WorkloadAssessment[];
}) {
  const t = useText();
  const { ask } = useEntityActions();
  const reasonWords = useReasonWords();
  const { name: volume, cluster, namespace } = claim;
  const homes = homesOf(claim, workloads);
  const [first] = homes;

  if (!first) {
    return (
      <Text variant="body-small" color="secondary">
        {t('shelf.nobodyToKeep', { cluster, namespace })}
      </Text>
    );
  }
  const reasons = new Set(
    homes.map(({ reason }) => (reason ? reasonWords(reason) : '')),
  );
  return (
    <Flex direction="column" gap="1" align="start">
      {homes.map(({ workload, allowed }) => (
        <Button
          key={keyOf(workload.workload)}
          variant="secondary"
          isDisabled={!allowed}
          aria-label={
            homes.length > 1
              ? t('shelf.keepAgainForLabel', {
                  volume,
                  workload: workload.workload.name,
                })
              : t('shelf.keepAgainLabel', { volume })
          }
          onPress={() => ask({ kind: 'keep', workload, claim })}
        >
          {homes.length > 1
            ? t('shelf.keepAgainFor', { workload: workload.workload.name })
            : t('shelf.keepAgain')}
        </Button>
      ))}
      {[...reasons].filter(Boolean).map(reason => (
        <Text key={reason} as="p" variant="body-small" color="secondary">
          {reason}
        </Text>
      ))}
    </Flex>
  );
}
