import { Button, Flex, Text } from '@backstage/ui';
import type {
  Operation,
  WorkloadRef,
} from 'backstage-plugin-persistence-common';
import { outcomeOf } from '../../operations';
import { useText } from '../../translation';
import { useEntityActions } from '../actions';
import { Banner } from '../controls/Banner';
import { OperationSteps } from './OperationSteps';
import { OutcomeText } from './OutcomeText';

/** How an operation ended, what that means, and the way back. */
export function OperationOutcome({
  operation,
  workload,
}: {
  operation: Operation;
  workload: WorkloadRef;
}) {
  const t = useText();
  const { ask, dismiss } = useEntityActions();
  const { outcome, tone } = outcomeOf(operation);

  return (
    <Flex direction="column" gap="4">
      <Banner
        tone={tone}
        title={
          <Text as="p" variant="body-large" weight="bold">
            {t(`outcome.title.${outcome}`)}
          </Text>
        }
        actions={
          <Flex gap="2">
            {operation.undoable && (
              <Button
                variant="secondary"
                onPress={() => ask({ kind: 'undo', operation })}
              >
                {t('outcome.undo')}
              </Button>
            )}
            <Button variant="tertiary" onPress={() => dismiss(operation.id)}>
              {t('outcome.dismiss')}
            </Button>
          </Flex>
        }
      >
        <OutcomeText operation={operation} workload={workload} />
      </Banner>
      {tone === 'danger' && <OperationSteps steps={operation.steps} />}
    </Flex>
  );
}
