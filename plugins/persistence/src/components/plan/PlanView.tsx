import { Flex, Skeleton, Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import type { Plan } from 'backstage-plugin-persistence-common';
import { useSentences, useText } from '../../translation';
import { PlanChanges } from './PlanChanges';
import { PlanMeaning } from './PlanMeaning';

const useStyles = makeStyles(
  {
    root: {
      display: 'grid',
      gap: 'var(--bui-space-3)',
      alignContent: 'start',
      opacity: ({ isCurrent }: { isCurrent: boolean }) => (isCurrent ? 1 : 0.6),
      '@media (prefers-reduced-motion: no-preference)': {
        transition: 'opacity 150ms ease',
      },
    },
    // About what most plans take, so that little moves when it comes
    placeholder: { minHeight: '15rem' },
    steps: {
      margin: 0,
      paddingLeft: 'var(--bui-space-5)',
      display: 'grid',
      gap: 'var(--bui-space-2)',
      '& > li::marker': {
        color: 'var(--bui-fg-secondary)',
        fontSize: 'var(--bui-font-size-3)',
        fontVariantNumeric: 'tabular-nums',
      },
    },
  },
  { name: 'PersistencePlanView' },
);

/** What a plan does, step by step, and what that means. The last plan stays, paler, while the next one is made. */
export function PlanView({
  plan,
  isCurrent,
}: {
  plan?: Plan;
  isCurrent: boolean;
}) {
  const classes = useStyles({ isCurrent: isCurrent || !plan });
  const t = useText();
  const { richSentence } = useSentences();

  if (!plan) {
    return (
      <div
        className={`${classes.root} ${classes.placeholder}`}
        aria-busy="true"
      >
        <Flex direction="column" gap="3" aria-hidden="true">
          <Skeleton height="1rem" width="65%" />
          <Skeleton height="1rem" width="55%" />
          <Skeleton height="1rem" width="70%" />
          <Skeleton height="3.5rem" width="100%" />
        </Flex>
      </div>
    );
  }
  return (
    <div className={classes.root} aria-busy={!isCurrent}>
      {plan.steps.length === 0 ? (
        <Text as="p" variant="body-medium" color="secondary">
          {t('dialogs.plan.nothing')}
        </Text>
      ) : (
        <>
          <ol className={classes.steps} aria-label={t('dialogs.plan.steps')}>
            {plan.steps.map(({ kind, title }) => (
              <li key={kind}>
                <Text variant="body-medium">{richSentence(title)}</Text>
              </li>
            ))}
          </ol>
          <PlanMeaning plan={plan} />
          <PlanChanges changes={plan.changes} />
        </>
      )}
    </div>
  );
}
