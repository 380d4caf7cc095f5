import { Button, Text } from '@backstage/ui';
import type { LoadProblem } from '../data';
import { useText } from '../translation';
import { Banner } from './controls/Banner';
import { Time } from './controls/Time';
import { useNow } from './useNow';

/** Why there is no current answer, what is shown instead, and what to do. */
export function ProblemNote({
  problem,
  shownFrom,
  onRetry,
}: {
  problem: LoadProblem;
  /** When what is shown was fetched; undefined when nothing is shown. */
  shownFrom?: Date;
  onRetry: () => void;
}) {
  const t = useText();
  const now = useNow();
  const { kind, status } = problem;

  return (
    <Banner
      tone={shownFrom ? 'warning' : 'unknown'}
      title={
        <Text as="p" variant="body-medium" weight="bold">
          {t(`problem.title.${kind}`)}
        </Text>
      }
      actions={
        <Button variant="secondary" onPress={onRetry}>
          {t('problem.retry')}
        </Button>
      }
    >
      <Text as="p" variant="body-small">
        {t(`problem.advice.${kind}`, { status: String(status) })}
        {shownFrom && (
          <>
            {' '}
            {t('problem.stale', {
              when: <Time at={shownFrom.toISOString()} now={now} />,
            })}
          </>
        )}
      </Text>
    </Banner>
  );
}
