import { blockedPlan, finding } from '../../../../dev/dialogs';
import { NOTHING_SETTLED } from './AttachForm';
import { placeBlockers, type AttachField } from './fieldErrors';

const ALL = new Set<AttachField>([
  'container',
  'path',
  'volume',
  'size',
  'storageClass',
  'accessMode',
  'name',
  'subPath',
]);
const VALUES = { ...NOTHING_SETTLED, path: '/data', subPath: '../x' };

function placed(
  blocker: ReturnType<typeof finding>,
  values = VALUES,
  visible: ReadonlySet<AttachField> = ALL,
) {
  const plan = blockedPlan({ kind: 'attach' }, blocker);
  return Object.keys(placeBlockers(plan, values, visible).byField);
}

describe('placeBlockers', () => {
  const path = finding('PATH_INVALID', { path: '/data' }, 'danger');

  it('puts what is wrong with a folder at the folder that it names', () => {
    expect(placed(path)).toEqual(['path']);
    expect(placed(finding('PATH_INVALID', { path: '../x' }, 'danger'))).toEqual(
      ['subPath'],
    );
  });

  it('puts a claim in use at its name, or where it was chosen', () => {
    const inUse = finding('CLAIM_IN_USE', { claim: 'x' }, 'danger');

    expect(placed(inUse)).toEqual(['name']);
    expect(placed(inUse, { ...VALUES, volume: 'x' })).toEqual(['volume']);
  });

  it('leaves what is about no field, or one that is not shown, among the others', () => {
    const paused = finding('WORKLOAD_PAUSED', { workload: 'x' }, 'danger');

    expect(placed(paused)).toEqual([]);
    expect(placed(path, VALUES, new Set())).toEqual([]);
    expect(
      placeBlockers(
        blockedPlan({ kind: 'attach' }, path, paused, { ...path, text: 'Too' }),
        VALUES,
        ALL,
      ).others.map(({ code }) => code),
    ).toEqual(['WORKLOAD_PAUSED', 'PATH_INVALID']);
  });

  it('does not take names of Object for codes', () => {
    expect(placed({ ...path, code: 'constructor' })).toEqual([]);
  });
});
