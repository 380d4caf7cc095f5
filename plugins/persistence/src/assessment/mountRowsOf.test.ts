import { answerOf } from '../__testUtils__/serveState';
import { mountRowsOf } from './mountRowsOf';

describe('mountRowsOf', () => {
  it('keeps the order of the template', () => {
    const { mounts } = answerOf('partly-persistent').workloads[0];

    expect(mountRowsOf(mounts).map(({ path }) => path)).toEqual([
      '/data',
      '/uploads',
      '/etc/orders',
      '/',
    ]);
  });

  it('has one row for replicas whose data lives equally long', () => {
    const { mounts } = answerOf('stateful-set').workloads[0];

    expect(mountRowsOf(mounts)[0].claimNames).toEqual([
      'data-ledger-0',
      'data-ledger-1',
      'data-ledger-2',
    ]);
  });

  it('has a row of its own for a replica whose data does not', () => {
    const { mounts } = answerOf('stateful-set').workloads[0];
    const [first, ...others] = mounts;
    const survives = { ...first.survives, redeploy: false };

    const rows = mountRowsOf([{ ...first, survives }, ...others]);

    expect(rows.map(({ claimNames }) => claimNames)).toEqual([
      ['data-ledger-0'],
      ['data-ledger-1', 'data-ledger-2'],
      [],
      [],
    ]);
  });

  it('says of a volume whose claim may not be read that nobody knows', () => {
    const { mounts } = answerOf('unknown').workloads[0];
    const unknown = 'unknown';
    const lost = 'lost';

    expect(mountRowsOf(mounts).map(({ path, fates }) => [path, fates])).toEqual(
      [
        [
          '/data',
          { containerRestart: unknown, redeploy: unknown, nodeLoss: unknown },
        ],
        ['/', { containerRestart: lost, redeploy: lost, nodeLoss: lost }],
      ],
    );
  });
});
