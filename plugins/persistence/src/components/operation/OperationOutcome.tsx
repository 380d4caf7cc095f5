import { Button, Flex, Text } from '@backstage/ui';
import type {
  Operation,
  OperationStep,
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
  const { ask, dismiss, mayUndo } = useEntityActions();
  const { outcome, tone } = outcomeOf(operation);

  return (
    <Flex direction="column" gap="4">
      <Banner
        tone={tone}
        quiet={tone !== 'danger'}
        title={
          <Text as="p" variant="body-large" weight="bold">
            {t(`outcome.title.${outcome}`)}
          </Text>
        }
        actions={
          <Flex gap="2">
            {mayUndo(operation) && (
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
      {tone === 'danger' && <OperationSteps steps={withoutError(operation)} />}
    </Flex>
  );
}

/** What the banner says stands in the step that failed, too. */
function withoutError({ steps, error }: Operation): OperationStep[] {
  return steps.map(step =>
    error && step.message?.text === error.text
      ? { ...step, message: undefined }
      : step,
  );
}
