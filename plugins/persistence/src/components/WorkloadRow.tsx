import { useId } from 'react';
import { Button, Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import type { WorkloadAssessment } from 'backstage-plugin-persistence-common';
import { headlineOf, redeployOf } from '../assessment';
import { useSentences, useText } from '../translation';
import { KeepDataSwitch } from './controls/KeepDataSwitch';
import { TONE_COLORS, TONE_ICONS, type Tone } from './controls/tones';
import { ToneText } from './controls/ToneText';
import { useEntityActions } from './actions';
import { WorkloadOperation } from './operation';
import { useKeepData } from './useKeepData';

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
    controls: {
      display: 'grid',
      justifyItems: 'end',
      gap: 'var(--bui-space-3)',
    },
    operation: { gridColumn: '1 / -1', '&:empty': { display: 'none' } },
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
  const placeId = useId();
  const reasonId = useId();
  const { workload, summary, findings } = assessment;
  const { ask } = useEntityActions();
  const { supported, words, ...position } = useKeepData(assessment);
  const redeploy = redeployOf(assessment);
  const says = words !== '' && (withReason || position.busy);
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
        {says && (
          <Text id={reasonId} as="p" variant="body-small" color="secondary">
            {words}
          </Text>
        )}
      </div>
      <div className={classes.controls}>
        {supported && (
          <KeepDataSwitch
            {...position}
            aria-label={t('keepData.labelOf', { workload: workload.name })}
            aria-describedby={says ? `${placeId} ${reasonId}` : placeId}
          />
        )}
        {redeploy?.allowed && !position.busy && (
          <Button
            variant="secondary"
            aria-label={t('redeploy.buttonOf', { workload: workload.name })}
            onPress={() => ask({ kind: 'redeploy', workload: assessment })}
          >
            {t('redeploy.button')}
          </Button>
        )}
      </div>
      <div className={classes.operation}>
        <WorkloadOperation assessment={assessment} />
      </div>
    </li>
  );
}
