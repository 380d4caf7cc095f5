import { Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import type { Finding, Plan } from 'backstage-plugin-persistence-common';
import { useFormat } from '../../formatting';
import { useSentences, useText } from '../../translation';
import { Banner } from '../controls/Banner';
import type { Tone } from '../controls/tones';
import { PlanFact } from './PlanFact';

const useStyles = makeStyles(
  {
    list: {
      listStyle: 'none',
      margin: 0,
      padding: 0,
      display: 'grid',
      gap: 'var(--bui-space-2)',
    },
  },
  { name: 'PersistencePlanMeaning' },
);

const TONES: Record<Finding['severity'], Tone> = {
  info: 'calm',
  warning: 'warning',
  danger: 'danger',
};

/** Consequences that say already what is at risk, by its code. */
const SAID_BY: Partial<Record<string, readonly string[]>> = {
  NOTHING_IS_CARRIED_OVER: ['FILES_WILL_BE_HIDDEN', 'CLAIM_KEEPS_ITS_FILES'],
  ONLY_VOLUMES_ARE_KEPT: ['REDEPLOY_KEEPS'],
  NOTHING_KEPT: ['REDEPLOY_LOSES'],
  DATA_STAYS_ON_CLAIM: ['DATA_STAYS_ON_SHELF'],
};

/** What a plan means for the service: how long it is away, now and later, what becomes of the data, and what else changes. */
export function PlanMeaning({ plan }: { plan: Plan }) {
  const classes = useStyles();
  const t = useText();
  const format = useFormat();
  const { richSentence } = useSentences();
  const { downtime, dataAtRisk, consequences } = plan;
  const isInterrupted = downtime.now !== 'none';
  const isSaid = consequences.some(({ code }) =>
    SAID_BY[dataAtRisk.why.code]?.includes(code),
  );

  return (
    <>
      <Banner
        tone={isInterrupted ? 'warning' : 'positive'}
        title={
          <Text as="p" variant="body-medium" weight="bold">
            {downtime.nowSeconds !== undefined && isInterrupted
              ? t('dialogs.plan.seconds', {
                  duration: format.duration(downtime.nowSeconds * 1000),
                })
              : t(`dialogs.plan.downtime.${downtimeOf(downtime.now)}`)}
          </Text>
        }
      >
        <Text as="p" variant="body-small">
          {richSentence(downtime.later)}
        </Text>
      </Banner>
      <ul className={classes.list} aria-label={t('dialogs.plan.meaning')}>
        {consequences.map(finding => (
          <PlanFact key={finding.code} tone={TONES[finding.severity] ?? 'calm'}>
            {richSentence(finding)}
          </PlanFact>
        ))}
        {!isSaid && (
          <PlanFact
            tone={dataAtRisk.window === 'none' ? 'positive' : 'warning'}
          >
            {richSentence(dataAtRisk.why)}
          </PlanFact>
        )}
      </ul>
    </>
  );
}

function downtimeOf(now: Plan['downtime']['now']): 'none' | 'brief' | 'long' {
  return now === 'none' || now === 'long' ? now : 'brief';
}
