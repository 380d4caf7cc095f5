import { answerOf } from '../__testUtils__/serveState';
import { dataPathsOf } from './dataPathsOf';

describe('dataPathsOf', () => {
  it('lists what is on claims and in temporary space, not what the cluster brings along', () => {
    const [assessment] = answerOf('partly-persistent').workloads;

    expect(dataPathsOf(assessment)).toEqual([
      expect.objectContaining({
        path: '/data',
        lost: false,
        claims: [expect.objectContaining({ name: 'orders-data' })],
      }),
      expect.objectContaining({ path: '/uploads', lost: true, claims: [] }),
    ]);
  });

  it('gathers the claims of replicas', () => {
    const [assessment] = answerOf('stateful-set').workloads;
    const [only, ...others] = dataPathsOf(assessment);

    expect(others).toEqual([]);
    expect(only.claims.map(({ name }) => name)).toEqual([
      'data-ledger-0',
      'data-ledger-1',
      'data-ledger-2',
    ]);
  });

  it('keeps folders of different containers apart', () => {
    const [assessment] = answerOf('persistent').workloads;
    const [mount] = assessment.mounts;
    const mounts = [mount, { ...mount, container: 'sidecar' }];

    expect(dataPathsOf({ ...assessment, mounts })).toHaveLength(2);
  });

  it('does not call data lost whose claim may not be read', () => {
    const [assessment] = answerOf('unknown').workloads;

    expect(dataPathsOf(assessment)).toEqual([
      {
        container: 'orders',
        path: '/data',
        fate: 'unknown',
        lost: false,
        claims: [],
      },
    ]);
  });

  it('leaves out what cannot be written', () => {
    const [assessment] = answerOf('persistent').workloads;
    const mounts = assessment.mounts.map(mount => ({
      ...mount,
      readOnly: true,
    }));

    expect(dataPathsOf({ ...assessment, mounts })).toEqual([]);
  });
});
