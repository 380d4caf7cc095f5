import { makeStyles } from '@material-ui/core/styles';
import { useFormat } from '../../formatting';

const useStyles = makeStyles(
  { root: { whiteSpace: 'nowrap' } },
  { name: 'PersistenceTime' },
);

/** A point in time as people say it; the exact time on hover. */
export function Time({ at, now }: { at: string; now: Date }) {
  const format = useFormat();
  const time = new Date(at);

  return (
    <time className={useStyles().root} dateTime={at} title={format.time(time)}>
      {format.ago(time, now)}
    </time>
  );
}
