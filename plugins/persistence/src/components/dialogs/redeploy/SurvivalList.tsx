import { makeStyles } from '@material-ui/core/styles';
import type {
  Claim,
  WorkloadAssessment,
} from 'backstage-plugin-persistence-common';
import { dataPathsOf } from '../../../assessment';
import { useText } from '../../../translation';
import { Code } from '../../controls/Code';
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
      {paths.map(({ container, path, survives, claims }) => (
        <PlanFact
          key={`${container} ${path}`}
          tone={survives ? 'positive' : 'warning'}
        >
          <Code>{path}</Code> {fateOf(survives, claims)}
        </PlanFact>
      ))}
      <PlanFact tone="warning">
        {paths.some(({ survives }) => survives)
          ? t('dialogs.redeploy.everythingElse')
          : t('dialogs.redeploy.nothing', { workload })}
      </PlanFact>
    </ul>
  );

  function fateOf(survives: boolean, claims: Claim[]): string {
    const fate = survives ? 'kept' : 'lost';
    // Claims may be unreadable, and volumes may be none of a claim
    return claims.length > 0
      ? t(`dialogs.redeploy.${fate}OnVolume`, {
          claims: claims.map(({ name }) => name).join(', '),
        })
      : t(`dialogs.redeploy.${fate}`);
  }
}
