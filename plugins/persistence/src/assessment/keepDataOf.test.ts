import { answerOf } from '../__testUtils__/serveState';
import { keepDataOf } from './keepDataOf';

describe('keepDataOf', () => {
  it.each([
    ['not-persistent', false],
    ['empty-dir', false],
    ['persistent', true],
    ['partly-persistent', true],
    // What the cluster has, although it does not work.
    ['claim-failed', true],
    ['claim-lost', true],
    // A way out of what hangs.
    ['rollout-stuck', true],
  ])('shows of %s: %s, and may be moved', (id, on) => {
    expect(keepDataOf(answerOf(id).workloads[0])).toEqual({
      on,
      supported: true,
      allowed: true,
      reason: undefined,
    });
  });

  it.each([
    ['cluster-read-only', false, 'CLUSTER_READ_ONLY'],
    ['ownership-ambiguous', false, 'OWNERSHIP_AMBIGUOUS'],
    ['switch-denied', false, 'NOT_PERMITTED'],
    ['switch-denied-replicas', false, 'REPLICAS_NEED_SHARED_CLASS'],
    ['stateful-set', true, 'NOT_SUPPORTED_YET'],
    // The position is what the cluster has, although it may not be read.
    ['unknown', true, 'RESOURCES_UNREADABLE'],
  ])('shows of %s: %s, and why it may not be moved', (id, on, code) => {
    expect(keepDataOf(answerOf(id).workloads[0])).toMatchObject({
      on,
      supported: true,
      allowed: false,
      reason: { code },
    });
  });

  it('is off where the claim can only be read', () => {
    const [assessment] = answerOf('persistent').workloads;
    const mounts = assessment.mounts.map(mount => ({
      ...mount,
      readOnly: true,
    }));

    expect(keepDataOf({ ...assessment, mounts }).on).toBe(false);
  });

  it('offers no switch for kinds that are only shown', () => {
    expect(keepDataOf(answerOf('cron-job').workloads[0])).toEqual({
      on: false,
      supported: false,
      allowed: false,
      reason: undefined,
    });
  });

  it('cannot be turned off where that is not offered, and says why as far as that is known', () => {
    const [assessment] = answerOf('persistent').workloads;
    const [reason] = answerOf('switch-denied').workloads[0].actions.map(
      action => action.reason,
    );

    expect(keepDataOf({ ...assessment, actions: [] })).toMatchObject({
      supported: false,
      allowed: false,
    });
    expect(
      keepDataOf({
        ...assessment,
        actions: [{ intent: 'attach', allowed: false, reason }],
      }),
    ).toMatchObject({
      supported: true,
      allowed: false,
      reason: { code: 'NOT_PERMITTED' },
    });
    expect(
      keepDataOf({
        ...assessment,
        actions: [{ intent: 'attach', allowed: true }],
      }),
    ).toMatchObject({ supported: true, allowed: false, reason: undefined });
  });
});
