import { Fragment, type ReactNode } from 'react';
import { Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import type { Claim } from 'backstage-plugin-persistence-common';
import { claimStateOf, type DataPath } from '../assessment';
import { useFormat } from '../formatting';
import { useText } from '../translation';
import { Code } from './controls/Code';
import { Size } from './controls/Size';
import { ToneText } from './controls/ToneText';
import { UsageBar } from './controls/UsageBar';
import { ClaimStateText } from './ClaimStateText';

const useStyles = makeStyles(
  {
    root: { display: 'grid', gap: 'var(--bui-space-1)', minWidth: 0 },
    line: {
      display: 'flex',
      flexWrap: 'wrap',
      justifyContent: 'space-between',
      alignItems: 'center',
      gap: 'var(--bui-space-1) var(--bui-space-2)',
      '& > *': { minWidth: 0 },
    },
  },
  { name: 'PersistenceDataPathRow' },
);

/** A folder and what its data lives on. */
export function DataPathRow({ dataPath }: { dataPath: DataPath }) {
  const classes = useStyles();
  const t = useText();
  const format = useFormat();
  const { path, claims, lost } = dataPath;
  const usage = claims.length === 1 ? claims[0].usage : undefined;
  const used = usage && {
    used: format.bytes(usage.usedBytes),
    capacity: format.bytes(usage.capacityBytes),
  };
  const unsettled = claims.filter(
    claim => claimStateOf(claim).state !== 'attached',
  );

  return (
    <li className={classes.root}>
      <div className={classes.line}>
        <Code>{path}</Code>
        {used && (
          <Text variant="body-small" color="secondary">
            {t('data.used', used)}
          </Text>
        )}
        {lost && <ToneText tone="warning">{t('data.lost')}</ToneText>}
      </div>
      {usage && used && (
        <UsageBar
          used={usage.usedBytes}
          capacity={usage.capacityBytes}
          label={t('data.usedLabel', { path, ...used })}
        />
      )}
      {claims.length > 0 && (
        <Text as="p" variant="body-small" color="secondary">
          <Parts parts={partsOf(claims)} />
        </Text>
      )}
      {unsettled.map(claim => (
        <ClaimStateText
          key={claim.name}
          claim={claim}
          named={claims.length > 1}
        />
      ))}
    </li>
  );

  function partsOf([first, ...others]: Claim[]): ReactNode[] {
    const count = others.length + 1;
    const size = <Size quantity={first.capacitySize ?? first.requestedSize} />;
    return count === 1
      ? [first.name, first.storageClass, size]
      : [
          t('data.perReplica', { count }),
          first.storageClass,
          t('data.sizeEach', { size }),
        ];
  }
}

function Parts({ parts }: { parts: ReactNode[] }) {
  return parts.filter(Boolean).map((part, index) => (
    <Fragment key={index}>
      {index > 0 && ' · '}
      {part}
    </Fragment>
  ));
}
