import { Link, Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import type { EntityPersistence } from 'backstage-plugin-persistence-common';
import { useText } from '../../translation';
import { useDetailsPath } from '../useDetailsPath';

const useStyles = makeStyles(
  {
    root: {
      flex: 1,
      display: 'flex',
      justifyContent: 'space-between',
      gap: 'var(--bui-space-3)',
    },
  },
  { name: 'PersistenceCardFooter' },
);

/** Where what is shown runs, and the way to the tab. */
export function CardFooter({
  persistence,
}: {
  persistence: EntityPersistence | undefined;
}) {
  const classes = useStyles();
  const t = useText();
  const detailsPath = useDetailsPath();
  const workloads = persistence?.workloads ?? [];

  return (
    <div className={classes.root}>
      <Text variant="body-small" color="secondary">
        {workloads.length === 1 &&
          `${workloads[0].workload.cluster} · ${workloads[0].workload.name}`}
        {workloads.length > 1 && t('workloads', { count: workloads.length })}
      </Text>
      {detailsPath && (
        <Link href={detailsPath} variant="body-small" weight="bold">
          {t('details')}
        </Link>
      )}
    </div>
  );
}
