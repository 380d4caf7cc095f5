import { Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import type { OperationStep } from 'backstage-plugin-persistence-common';
import { useFormat } from '../../formatting';
import { useText } from '../../translation';

type Progress = NonNullable<OperationStep['progress']>;

const useStyles = makeStyles(
  {
    root: { display: 'grid', gap: 'var(--bui-space-1)' },
    track: {
      height: 'var(--bui-space-1)',
      borderRadius: 'var(--bui-radius-full)',
      background: 'color-mix(in srgb, var(--bui-fg-primary) 12%, transparent)',
      overflow: 'hidden',
    },
    filled: {
      height: '100%',
      width: ({ share }: { share: number }) => `${share * 100}%`,
      borderRadius: 'inherit',
      background: 'var(--bui-accent-bg)',
      transition: 'width 0.4s',
      '@media (prefers-reduced-motion: reduce)': { transition: 'none' },
    },
  },
  { name: 'PersistenceStepProgress' },
);

/** How much of a step is done; the bar repeats the words. */
export function StepProgress({ progress }: { progress: Progress }) {
  const { done, total } = progress;
  const classes = useStyles({
    share: total ? Math.min(Math.max(done / total, 0), 1) : 0,
  });

  return (
    <div className={classes.root}>
      {total !== undefined && total > 0 && (
        <div className={classes.track} aria-hidden="true">
          <div className={classes.filled} />
        </div>
      )}
      <Text as="p" variant="body-small" color="secondary">
        {useProgressWords()(progress)}
      </Text>
    </div>
  );
}

function useProgressWords(): (progress: Progress) => string {
  const t = useText();
  const format = useFormat();
  return ({ done, total, unit }) => {
    if (unit === 'bytes') {
      return total === undefined
        ? t('operation.progress.bytesSoFar', { done: format.bytes(done) })
        : t('operation.progress.bytes', {
            done: format.bytes(done),
            total: format.bytes(total),
          });
    }
    const counted = unit === 'files' ? 'files' : 'pods';
    return total === undefined
      ? t(`operation.progress.${counted}SoFar`, {
          count: done,
          done: format.number(done),
        })
      : t(`operation.progress.${counted}`, {
          count: total,
          done: format.number(done),
          total: format.number(total),
        });
  };
}
