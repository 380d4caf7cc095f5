import type { Deployment } from 'kubernetes-types/apps/v1';
import { deployment, guestbook } from './objects';
import type { Place } from './place';
import type { Live } from './resource';

/** A Deployment `web` that nothing runs, with a container `app` and a container `side`: something to patch. */
export async function createIdle(
  place: Place,
  spec: object = {},
  metadata: object = {},
): Promise<Live<Deployment>> {
  const wanted = deployment({
    spec: { replicas: 0, ...spec },
    pod: {
      containers: [
        guestbook({
          env: [
            { name: 'A', value: '1' },
            { name: 'B', value: '2' },
          ],
        }),
        guestbook({
          name: 'side',
          ports: undefined,
          readinessProbe: undefined,
        }),
      ],
    },
  });
  const answer = await place.deployments.create({
    ...wanted,
    metadata: { ...wanted.metadata, ...metadata },
  });
  return answer.ok();
}

/** The same once its controller has nothing more to write about it. */
export async function createSettled(place: Place): Promise<Live<Deployment>> {
  await createIdle(place);
  return place.deployments.until('web', ({ status }) =>
    expect(status.conditions).toContainEqual(
      expect.objectContaining({ reason: 'NewReplicaSetAvailable' }),
    ),
  );
}

/** Sends a strategic merge patch of the pod's spec and returns the pod's spec. */
export async function patchPod(
  place: Place,
  spec: object,
): Promise<Live<Deployment>['spec']['template']['spec']> {
  const answer = await place.deployments.patch('web', {
    spec: { template: { spec } },
  });
  return answer.ok().spec.template.spec;
}
