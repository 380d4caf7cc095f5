import { makeStyles } from '@material-ui/core/styles';
import type {
  Claim,
  WorkloadAssessment,
} from 'backstage-plugin-persistence-common';
import { dataPathsOf, type Fate } from '../../../assessment';
import { useText } from '../../../translation';
import { Code } from '../../controls/Code';
import { FATE_TONES } from '../../fateTones';
import { PlanFact } from '../../plan/PlanFact';

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
  { name: 'PersistenceSurvivalList' },
);

/** Which folders survive a redeploy, and that the rest, or everything, does not. */
export function SurvivalList({
  assessment,
}: {
  assessment: WorkloadAssessment;
}) {
  const classes = useStyles();
  const t = useText();
  const paths = dataPathsOf(assessment);
  const workload = assessment.workload.name;

  return (
    <ul className={classes.list} aria-label={t('dialogs.redeploy.what')}>
      {paths.map(({ container, path, fate, claims }) => (
        <PlanFact key={`${container} ${path}`} tone={FATE_TONES[fate]}>
          <Code>{path}</Code> {inWords(fate, claims)}
        </PlanFact>
      ))}
      <PlanFact tone="warning">
        {paths.some(({ fate }) => fate !== 'lost')
          ? t('dialogs.redeploy.everythingElse')
          : t('dialogs.redeploy.nothing', { workload })}
      </PlanFact>
    </ul>
  );

  function inWords(fate: Fate, claims: Claim[]): string {
    return fate !== 'unknown' && claims.length > 0
      ? t(`dialogs.redeploy.${fate}OnVolume`, {
          claims: claims.map(({ name }) => name).join(', '),
        })
      : t(`dialogs.redeploy.${fate}`);
  }
}
