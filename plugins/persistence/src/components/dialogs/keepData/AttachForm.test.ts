import { attachPlan } from '../../../../dev/dialogs';
import {
  correctedIntent,
  intentOf,
  NEW_VOLUME,
  NOTHING_SETTLED,
  settledBy,
  toQuantity,
} from './AttachForm';

describe('intentOf', () => {
  it.each([
    ['nothing', {}, { existingFiles: 'start-empty' }],
    [
      'a folder',
      { path: ' /data ' },
      { path: '/data', existingFiles: 'start-empty' },
    ],
    [
      'a size',
      { size: '2 GB' },
      { claim: { size: '2Gi' }, existingFiles: 'start-empty' },
    ],
    [
      'a size that was removed',
      { size: ' ' },
      { existingFiles: 'start-empty' },
    ],
    [
      'a volume from the shelf',
      { volume: 'orders-data', size: '2Gi' },
      { claim: { existing: 'orders-data' }, existingFiles: 'keep-claim' },
    ],
    [
      'a new volume',
      { volume: NEW_VOLUME },
      { claim: {}, existingFiles: 'start-empty' },
    ],
    [
      'everything',
      {
        container: 'orders',
        path: '/x',
        subPath: '',
        size: '1Gi',
        storageClass: 'fast',
        accessMode: 'ReadWriteMany',
        name: 'mine',
      },
      {
        container: 'orders',
        path: '/x',
        subPath: '',
        claim: {
          size: '1Gi',
          storageClass: 'fast',
          accessMode: 'ReadWriteMany',
          name: 'mine',
        },
        existingFiles: 'start-empty',
      },
    ],
  ])('says no more than %s', (_, edits, intent) => {
    expect(intentOf(edits)).toEqual({ kind: 'attach', ...intent });
  });

  it('is nothing to plan without a folder', () => {
    expect(intentOf({ path: ' ' })).toBeUndefined();
  });
});

describe('correctedIntent', () => {
  const shelf = [{ path: '/data', name: 'orders-data' }];
  const asked = { kind: 'attach', existingFiles: 'start-empty' } as const;

  it('keeps the files of a volume that the backend took from the shelf', () => {
    const plan = attachPlan(asked);
    const taken = {
      ...plan,
      intent: { ...asked, claim: { existing: shelf[0].name } },
    };

    expect(correctedIntent(asked, taken)).toEqual({
      kind: 'attach',
      existingFiles: 'keep-claim',
    });
    expect(correctedIntent(asked, plan)).toBeUndefined();
  });

  it('leaves other intents alone', () => {
    expect(
      correctedIntent({ kind: 'redeploy' }, attachPlan(asked)),
    ).toBeUndefined();
  });
});

describe('settledBy', () => {
  it('takes over what the plan has filled in, and keeps what it could not', () => {
    const first = settledBy(
      NOTHING_SETTLED,
      attachPlan({ kind: 'attach', existingFiles: 'start-empty' }),
    );
    expect(first).toEqual({
      container: 'orders',
      path: '/data',
      volume: NEW_VOLUME,
      size: '1Gi',
      storageClass: 'standard',
      accessMode: 'ReadWriteOnce',
      name: 'orders-data',
      subPath: 'data',
    });

    const blocked = settledBy(
      first,
      attachPlan({
        kind: 'attach',
        claim: { size: 'large' },
        existingFiles: 'start-empty',
      }),
    );
    expect(blocked).toEqual({ ...first, size: 'large' });
  });
});

describe('toQuantity', () => {
  it.each([
    ['1Gi', '1Gi'],
    ['1 GB', '1Gi'],
    ['1gb', '1Gi'],
    ['1,5 Go', '1.5Gi'],
    ['512 MiB', '512Mi'],
    ['10G', '10G'],
    ['5', '5'],
    ['-1Gi', '-1Gi'],
    ['1.5.2Gi', '1.5.2Gi'],
    ['large', 'large'],
  ])('makes of %p: %p', (typed, quantity) => {
    expect(toQuantity(typed)).toBe(quantity);
  });
});
