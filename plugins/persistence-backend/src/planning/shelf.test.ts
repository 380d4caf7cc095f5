import { selectorOf } from '../entities';
import { createView } from '../observation/testing/createView';
import { component } from '../status/testing';
import {
  claim,
  deployment,
  other,
  OTHERS,
  pod,
  shelved,
  statefulSet,
  type WorkloadOptions,
} from './__fixtures__/objects';
import { shelvedClaimsOf } from './shelf';

function shelf(
  objects: object[],
  unknown: NonNullable<Parameters<typeof createView>[0]['unknown']> = [],
): string[] {
  return shelvedClaimsOf(
    'component:default/guestbook',
    selectorOf(component({ name: 'guestbook' }))!.selector,
    createView({ objects, unknown }),
  ).map(({ name }) => name);
}

const using: WorkloadOptions = {
  labels: OTHERS,
  replicas: 0,
  pod: {
    volumes: [{ name: 'f', persistentVolumeClaim: { claimName: 'files' } }],
  },
};

describe('the shelf', () => {
  it.each<[string, object]>([
    ['its labels say so', claim({ name: 'files' })],
    ['only its annotation says so', shelved({ name: 'files', labels: OTHERS })],
    [
      'its annotation is no reference',
      claim({
        name: 'files',
        annotations: { 'backstage-persistence/entity': '::' },
      }),
    ],
  ])('has a claim that is the entity’s because %s', (_, object) => {
    expect(shelf([object])).toEqual(['files']);
  });

  it.each<[string, object]>([
    ['its labels are another’s', claim({ name: 'files', labels: OTHERS })],
    [
      'its annotation names another one, whatever its labels say',
      claim({
        name: 'files',
        annotations: { 'backstage-persistence/entity': 'component:other' },
      }),
    ],
    ['it is being deleted', shelved({ name: 'files', deleting: true })],
  ])('has none where %s', (_, object) => {
    expect(shelf([object])).toEqual([]);
  });

  it.each<[string, object]>([
    ['a Deployment at zero replicas', deployment(using)],
    ['a StatefulSet', statefulSet(using)],
    ['a DaemonSet', other('DaemonSet', using)],
    ['a Job', other('Job', using)],
    ['a CronJob', other('CronJob', using)],
    ['a pod of nobody', pod({ claims: ['files'], labels: OTHERS })],
  ])('has none that is used by %s', (_, user) => {
    expect(shelf([shelved({ name: 'files' }), user])).toEqual([]);
  });

  it.each(['Succeeded', 'Failed'])('has one whose last pod has %s', phase => {
    expect(
      shelf([shelved({ name: 'files' }), pod({ claims: ['files'], phase })]),
    ).toEqual(['files']);
  });

  it.each([
    'deployments',
    'statefulsets',
    'daemonsets',
    'cronjobs',
    'jobs',
    'pods',
  ] as const)('is empty where the %s are not known', resource => {
    expect(shelf([shelved({ name: 'files' })], [resource])).toEqual([]);
  });
});
