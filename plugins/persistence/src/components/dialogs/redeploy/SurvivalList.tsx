import { Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import type { WorkloadAssessment } from 'backstage-plugin-persistence-common';
import { dataPathsOf } from '../../../assessment';
import { useText } from '../../../translation';
import { Code } from '../../controls/Code';
import { TONE_COLORS, TONE_ICONS } from '../../controls/tones';

const useStyles = makeStyles(
  {
    list: {
      listStyle: 'none',
      margin: 0,
      padding: 0,
      display: 'grid',
      gap: 'var(--bui-space-2)',
    },
    item: {
      display: 'grid',
      gridTemplateColumns: 'auto 1fr',
      gap: 'var(--bui-space-2)',
      alignItems: 'start',
    },
    icon: { fontSize: 'var(--bui-font-size-5)' },
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
    <ul className={classes.list}>
      {rows.map(({ path, lost, claims }) => (
        <Row key={`${path} ${claims}`} lost={lost}>
          <Code>{path}</Code>{' '}
          {lost
            ? t('dialogs.redeploy.lost')
            : t('dialogs.redeploy.kept', { claims })}
        </Row>
      ))}
      <Row lost>{t('dialogs.redeploy.everythingElse')}</Row>
    </ul>
  );

  function Row({
    lost,
    children,
  }: {
    lost: boolean;
    children: React.ReactNode;
  }) {
    const tone = lost ? 'warning' : 'positive';
    const Icon = TONE_ICONS[tone];
    return (
      <li className={classes.item}>
        <Icon
          className={classes.icon}
          style={{ color: TONE_COLORS[tone].foreground }}
        />
        <Text variant="body-medium">{children}</Text>
      </li>
    );
  }
}
