import { useFormat } from '../../formatting';

/** A point in time as people say it; the exact time on hover. */
export function Time({ at, now }: { at: string; now: Date }) {
  const format = useFormat();
  const time = new Date(at);

  return (
    <time dateTime={at} title={format.time(time)}>
      {format.ago(time, now)}
    </time>
  );
}
