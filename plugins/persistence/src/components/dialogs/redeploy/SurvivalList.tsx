import { makeStyles } from '@material-ui/core/styles';
import type { WorkloadAssessment } from 'backstage-plugin-persistence-common';
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

/** Which folders survive a redeploy, and that the rest does not. */
export function SurvivalList({
  assessment,
}: {
  assessment: WorkloadAssessment;
}) {
  const classes = useStyles();
  const t = useText();
  const rows = dataPathsOf(assessment).map(({ path, lost, claims }) => ({
    path,
    lost: lost || claims.length === 0,
    claims: claims.map(({ name }) => name).join(', '),
  }));

  return (
    <ul className={classes.list} aria-label={t('dialogs.redeploy.what')}>
      {rows.map(({ path, lost, claims }) => (
        <PlanFact
          key={`${path} ${claims}`}
          tone={lost ? 'warning' : 'positive'}
        >
          <Code>{path}</Code>{' '}
          {lost
            ? t('dialogs.redeploy.lost')
            : t('dialogs.redeploy.kept', { claims })}
        </PlanFact>
      ))}
      <PlanFact tone="warning">{t('dialogs.redeploy.everythingElse')}</PlanFact>
    </ul>
  );
}
