import { answerOf } from '../__testUtils__/serveState';
import { keepDataOf } from './keepDataOf';

describe('keepDataOf', () => {
  it.each([
    ['not-persistent', false],
    ['empty-dir', false],
    ['persistent', true],
    ['partly-persistent', true],
    ['stateful-set', true],
    // What the cluster has, although it does not work …
    ['claim-failed', true],
    ['claim-lost', true],
    // … or although it may not be read.
    ['unknown', true],
  ])('shows of %s: %s', (id, on) => {
    expect(keepDataOf(answerOf(id).workloads[0])).toMatchObject({
      on,
      supported: true,
      reason: { code: 'NOT_SUPPORTED_YET' },
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
      reason: undefined,
    });
  });

  it('takes the reason of attaching where detaching has none', () => {
    const [assessment] = answerOf('persistent').workloads;
    const actions = assessment.actions.filter(
      ({ intent }) => intent === 'attach',
    );

    expect(keepDataOf({ ...assessment, actions }).reason?.code).toBe(
      'NOT_SUPPORTED_YET',
    );
  });
});
