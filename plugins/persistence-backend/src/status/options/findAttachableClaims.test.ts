import type { EntityIndex } from '../../entities';
import { createView } from '../../observation/testing/createView';
import { claim, deployment, labelled, pod, replicaSet } from '../testing';
import { findAttachableClaims } from './findAttachableClaims';

const SELECTOR = {
  labels: [
    {
      key: 'backstage.io/kubernetes-id',
      operator: 'In' as const,
      values: ['guestbook'],
    },
  ],
};

function guestbook(options: Partial<Parameters<typeof deployment>[0]> = {}) {
  return deployment({
    name: 'guestbook',
    labels: labelled('guestbook'),
    ...options,
  });
}

describe('findAttachableClaims', () => {
  const find = (
    objects: object[],
    options: { selecting?: string[] } = {},
  ): string[] => {
    const view = createView({ cluster: 'eu', objects });
    const [workload] = view.workloads(SELECTOR);
    const entityIndex: EntityIndex = {
      entitiesSelecting: () => options.selecting ?? [],
      noticed: () => {},
    };
    return findAttachableClaims({
      entityRef: 'component:default/guestbook',
      selector: SELECTOR,
      workload,
      view,
      entityIndex,
      facts: {},
      now: new Date('2026-02-01T00:00:00Z'),
    }).map(({ name }) => name);
  };
  const user = (name: string, claimName: string, labels = labelled(name)) =>
    deployment({
      name,
      labels,
      volumes: [{ name: 'data', persistentVolumeClaim: { claimName } }],
    });

  it("finds the entity's own claims and nobody's, in its namespace", () => {
    expect(
      find([
        guestbook(),
        claim({ name: 'own', labels: labelled('guestbook') }),
        claim({ name: 'nobodys' }),
        claim({ name: 'elsewhere', namespace: 'prod' }),
      ]),
    ).toEqual(['nobodys', 'own']);
  });

  it.each([
    ['is a device', { volumeMode: 'Block' }],
    ['is being deleted', { deleting: true }],
    ['has lost its volume', { phase: 'Lost' }],
    [
      "is another entity's",
      { annotations: { 'backstage-persistence/entity': 'component:x' } },
    ],
  ])('leaves out one that %s', (_, options) => {
    expect(
      find([
        guestbook(),
        claim({ name: 'data', labels: labelled('guestbook'), ...options }),
      ]),
    ).toEqual([]);
  });

  it('leaves out one that another entity selects', () => {
    const objects = [
      guestbook(),
      claim({ name: 'data', labels: labelled('other') }),
    ];
    expect(find(objects, { selecting: ['component:default/other'] })).toEqual(
      [],
    );
    expect(find(objects)).toEqual(['data']);
  });

  it('leaves out one that the workload has already', () => {
    expect(
      find([
        guestbook({
          volumes: [
            { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
          ],
        }),
        claim({ name: 'data', accessModes: ['ReadWriteMany'] }),
      ]),
    ).toEqual([]);
  });

  it('leaves out one that another workload has, though no pod of it runs', () => {
    expect(
      find([
        guestbook(),
        user('second', 'data', labelled('guestbook')),
        claim({ name: 'data' }),
      ]),
    ).toEqual([]);
  });

  it.each([
    ['Running', []],
    ['Succeeded', ['data']],
  ])('knows what a pod in the phase %s has', (phase, names) => {
    expect(
      find([
        guestbook(),
        pod({ name: 'somebody', claims: ['data'], phase }),
        claim({ name: 'data' }),
      ]),
    ).toEqual(names);
  });

  it("finds one that only the workload's own pods have, of before a change", () => {
    const objects = [
      guestbook(),
      replicaSet({ name: 'guestbook-1', deployment: 'guestbook' }),
      claim({ name: 'data' }),
    ];
    const old = { name: 'old', claims: ['data'] };
    expect(
      find([...objects, pod({ ...old, replicaSet: 'guestbook-1' })]),
    ).toEqual(['data']);
    expect(
      find([...objects, pod({ ...old, replicaSet: 'somebodys-1' })]),
    ).toEqual([]);
  });

  it('finds one that its workloads share, but not one that others share', () => {
    expect(
      find([
        guestbook(),
        user('second', 'ours', labelled('guestbook')),
        user('other', 'theirs'),
        claim({ name: 'ours', accessModes: ['ReadWriteMany'] }),
        claim({ name: 'theirs', accessModes: ['ReadWriteMany'] }),
      ]),
    ).toEqual(['ours']);
  });
});
