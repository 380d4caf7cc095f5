import { Button, Text } from '@backstage/ui';
import type { ActionProblem } from '../../data';
import { asSentence } from '../../formatting';
import { useText } from '../../translation';
import { Banner } from '../controls/Banner';

/** Why there is no plan, and what to do. */
export function PlanProblemNote({
  problem,
  onRetry,
}: {
  problem: ActionProblem;
  onRetry: () => void;
}) {
  const t = useText();
  const { kind, words } = problem;

  return (
    <Banner
      tone="warning"
      title={
        <Text as="p" variant="body-medium" weight="bold">
          {t(`dialogs.planProblem.title.${kind}`)}
        </Text>
      }
      actions={
        <Button variant="secondary" onPress={onRetry}>
          {t('problem.retry')}
        </Button>
      }
    >
      <Text as="p" variant="body-small">
        {words && `${asSentence(words)} `}
        {t(`dialogs.planProblem.advice.${kind}`)}
      </Text>
    </Banner>
  );
}
