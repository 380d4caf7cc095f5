import { useId } from 'react';
import { Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import type { WorkloadAssessment } from 'backstage-plugin-persistence-common';
import { headlineOf, keepDataOf } from '../assessment';
import { useSentences, useText } from '../translation';
import { KeepDataSwitch } from './controls/KeepDataSwitch';
import { TONE_COLORS, TONE_ICONS, type Tone } from './controls/tones';
import { ToneText } from './controls/ToneText';
import { useReason } from './useReason';

const useStyles = makeStyles(
  {
    root: {
      display: 'grid',
      gridTemplateColumns: 'auto 1fr auto',
      gap: 'var(--bui-space-1) var(--bui-space-3)',
      alignItems: 'start',
      padding: 'var(--bui-space-3) 0',
      '& + &': { borderTop: '1px solid var(--bui-border-1)' },
      '&:first-child': { paddingTop: 0 },
    },
    icon: {
      color: ({ tone }: { tone: Tone }) => TONE_COLORS[tone].foreground,
      fontSize: 'var(--bui-font-size-5)',
    },
    words: { display: 'grid', gap: 'var(--bui-space-1)', minWidth: 0 },
  },
  { name: 'PersistenceWorkloadRow' },
);

/** One of several workloads: its verdict in a word and a sentence, what is dangerous, and its switch. */
export function WorkloadRow({
  assessment,
  withReason,
}: {
  assessment: WorkloadAssessment;
  /** The reason of its switch is not the same as that of all others. */
  withReason: boolean;
}) {
  const t = useText();
  const { sentence, richSentence } = useSentences();
  const { headline, tone } = headlineOf(assessment);
  const classes = useStyles({ tone });
  const reasonOf = useReason();
  const placeId = useId();
  const reasonId = useId();
  const { workload, summary, findings } = assessment;
  const { on, supported } = keepDataOf(assessment);
  const Icon = TONE_ICONS[tone];

  return (
    <li className={classes.root}>
      <Icon className={classes.icon} />
      <div className={classes.words}>
        <Text as="p" variant="body-medium" weight="bold">
          {workload.name}
        </Text>
        <Text as="p" variant="body-small">
          {t(`verdict.word.${headline}`)}
          <Text id={placeId} variant="body-small" color="secondary">
            {` · ${workload.cluster} · ${workload.namespace}`}
          </Text>
        </Text>
        <Text as="p" variant="body-small" color="secondary">
          {richSentence(summary)}
        </Text>
        {findings
          .filter(({ severity }) => severity === 'danger')
          .map(finding => (
            <ToneText key={finding.text} tone="danger">
              {sentence(finding)}
            </ToneText>
          ))}
        {withReason && (
          <Text id={reasonId} as="p" variant="body-small" color="secondary">
            {reasonOf(assessment)}
          </Text>
        )}
      </div>
      {supported && (
        <KeepDataSwitch
          checked={on}
          disabled
          aria-label={t('keepData.labelOf', { workload: workload.name })}
          aria-describedby={withReason ? `${placeId} ${reasonId}` : placeId}
        />
      )}
    </li>
  );
}
