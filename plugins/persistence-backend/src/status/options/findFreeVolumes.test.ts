import { DEFAULT_POLICIES } from '../../policies/testing';
import { createView } from '../../observation/testing/createView';
import { volume } from '../testing';
import { findFreeVolumes } from './findFreeVolumes';

describe('findFreeVolumes', () => {
  const view = createView({
    objects: [
      volume({ name: 'classless' }),
      volume({ name: 'fast', storageClass: 'fast' }),
      volume({ name: 'slow', storageClass: 'slow' }),
      volume({ name: 'released', phase: 'Released' }),
      volume({ name: 'device', volumeMode: 'Block' }),
      volume({
        name: 'reserved',
        claimRef: { namespace: 'prod', name: 'secret-project' },
      }),
    ],
  });

  it('finds folders that nobody has or will have', () => {
    expect(findFreeVolumes(view, DEFAULT_POLICIES)).toEqual([
      { name: 'classless', size: '2Gi', accessModes: ['ReadWriteOnce'] },
      {
        name: 'fast',
        size: '2Gi',
        accessModes: ['ReadWriteOnce'],
        storageClass: 'fast',
      },
      {
        name: 'slow',
        size: '2Gi',
        accessModes: ['ReadWriteOnce'],
        storageClass: 'slow',
      },
    ]);
  });

  it('keeps to the classes that the policy allows', () => {
    expect(
      findFreeVolumes(view, {
        ...DEFAULT_POLICIES,
        storageClasses: [{ name: 'fast', default: false }],
      }).map(({ name }) => name),
    ).toEqual(['classless', 'fast']);
  });
});
