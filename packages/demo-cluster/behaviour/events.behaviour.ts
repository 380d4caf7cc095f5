import { expectStatus } from './support/answer';
import { deployment, pod } from './support/objects';
import { usePlace } from './support/place';
import { rolledOut } from './support/rollout';
import { service } from './support/services';

const place = usePlace();

describe('events', () => {
  it('tell the story of a rollout', async () => {
    const { metadata } = (await place().deployments.create(deployment())).ok();
    await rolledOut(place(), 'web');
    const [replicaSet] = await place().replicaSets.labelled({ app: 'web' });
    const [created] = await place().pods.labelled({ app: 'web' });

    expect(
      await place().event({ metadata }, 'ScalingReplicaSet'),
    ).toMatchObject({
      type: 'Normal',
      message: `Scaled up replica set ${replicaSet.metadata.name} from 0 to 1`,
      source: { component: 'deployment-controller' },
      involvedObject: {
        kind: 'Deployment',
        namespace: place().name,
        name: 'web',
        uid: metadata.uid,
        apiVersion: 'apps/v1',
      },
      count: 1,
      firstTimestamp: expect.stringMatching(/Z$/),
      lastTimestamp: expect.stringMatching(/Z$/),
    });
    expect((await place().event(replicaSet, 'SuccessfulCreate')).message).toBe(
      `Created pod: ${created.metadata.name}`,
    );
    expect(await place().event(created, 'Scheduled')).toMatchObject({
      message: expect.stringMatching(
        new RegExp(
          `^Successfully assigned ${place().name}/${created.metadata.name} to n[12]$`,
        ),
      ),
      reportingComponent: 'default-scheduler',
    });
    for (const reason of ['Pulled', 'Created', 'Started']) {
      expect(await place().event(created, reason)).toMatchObject({
        type: 'Normal',
        source: { component: 'kubelet' },
        involvedObject: { kind: 'Pod', fieldPath: 'spec.containers{app}' },
      });
    }
  });

  it('tell why a pod is not scheduled', async () => {
    const lost = (
      await place().pods.create(
        pod('lost', { nodeSelector: { 'kubernetes.io/hostname': 'nowhere' } }),
      )
    ).ok();

    expect(await place().event(lost, 'FailedScheduling')).toMatchObject({
      type: 'Warning',
      message: expect.stringMatching(
        /^0\/\d nodes are available: .*node\(s\) didn't match Pod's node affinity\/selector/,
      ),
    });
  });

  it('can be selected by what they are about', async () => {
    const lost = (
      await place().pods.create(
        pod('lost', { nodeSelector: { 'kubernetes.io/hostname': 'nowhere' } }),
      )
    ).ok();
    await place().event(lost, 'FailedScheduling');
    const reasons = async (fieldSelector: string) =>
      (await place().events.list({ fieldSelector }))
        .ok()
        .items.map(each => each.reason);

    expect(
      await reasons('involvedObject.kind=Pod,involvedObject.name=lost'),
    ).toEqual(['FailedScheduling']);
    expect(await reasons(`involvedObject.uid=${lost.metadata.uid}`)).toEqual([
      'FailedScheduling',
    ]);
    expect(await reasons('reason=FailedScheduling,type=Warning')).toEqual([
      'FailedScheduling',
    ]);
    expect(await reasons('involvedObject.name=other')).toEqual([]);
    expect(await reasons('type=Normal')).toEqual([]);
  });

  it('can be written by anybody', async () => {
    const target = (await place().services.create(service('web'))).ok();
    const involvedObject = {
      apiVersion: 'v1',
      kind: 'Service',
      name: 'web',
      namespace: place().name,
      uid: target.metadata.uid,
    };
    const body = {
      metadata: { name: 'web.1' },
      involvedObject,
      reason: 'Attached',
      message: 'a volume was attached',
      type: 'Normal',
    };
    (await place().events.create(body)).ok();

    expect(await place().event(target, 'Attached')).toMatchObject({
      message: 'a volume was attached',
      type: 'Normal',
    });
  });

  it('are about objects of their own namespace', async () => {
    const involvedObject = {
      apiVersion: 'v1',
      kind: 'Service',
      name: 'web',
      namespace: 'elsewhere',
    };
    const answer = await place().events.create({
      metadata: { name: 'web.1' },
      involvedObject,
      reason: 'Attached',
    });

    expectStatus(answer, {
      code: 422,
      reason: 'Invalid',
      message:
        /involvedObject\.namespace: Invalid value: "elsewhere": does not match event\.namespace/,
    });
  });
});
