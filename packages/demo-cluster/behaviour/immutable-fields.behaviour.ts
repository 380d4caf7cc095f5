import { expectStatus } from './support/answer';
import { claim, guestbook } from './support/objects';
import { createIdle } from './support/idleDeployment';
import { usePlace } from './support/place';

const place = usePlace();

describe('what no patch may change', () => {
  it('is the selector of a Deployment', async () => {
    await createIdle(place());
    const patch = {
      spec: {
        selector: { matchLabels: { app: 'other' } },
        template: { metadata: { labels: { app: 'other' } } },
      },
    };

    expectStatus(await place().deployments.patch('web', patch), {
      code: 422,
      reason: 'Invalid',
      message: /spec\.selector: Invalid value: .*: field is immutable/,
    });
  });

  it('is the spec of a claim, but for its size and its attributes', async () => {
    (await place().claims.create(claim())).ok();

    expectStatus(
      await place().claims.patch('data', {
        spec: { accessModes: ['ReadWriteMany'] },
      }),
      {
        code: 422,
        reason: 'Invalid',
        message:
          /^PersistentVolumeClaim "data" is invalid: spec: Forbidden: spec is immutable after creation except resources\.requests and volumeAttributesClassName for bound claims/,
      },
    );
  });

  it('is the size of a claim that is not bound', async () => {
    (await place().claims.create(claim())).ok();

    expectStatus(
      await place().claims.patch('data', {
        spec: { resources: { requests: { storage: '128Mi' } } },
      }),
      {
        code: 422,
        reason: 'Invalid',
        message:
          /spec is immutable after creation except resources\.requests and volumeAttributesClassName for bound claims/,
      },
    );
  });

  it('is most of the spec of a StatefulSet', async () => {
    (
      await place().statefulSets.create({
        metadata: { name: 'db' },
        spec: {
          replicas: 0,
          serviceName: 'db',
          selector: { matchLabels: { app: 'db' } },
          template: {
            metadata: { labels: { app: 'db' } },
            spec: { containers: [guestbook()] },
          },
        },
      })
    ).ok();
    const patch = { spec: { volumeClaimTemplates: [claim()] } };

    expectStatus(await place().statefulSets.patch('db', patch), {
      code: 422,
      reason: 'Invalid',
      message:
        'StatefulSet.apps "db" is invalid: spec: Forbidden: updates to statefulset spec for fields other than ' +
        "'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', " +
        "'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
    });
  });

  it('is the name of an object', async () => {
    await createIdle(place());
    const answer = await place().deployments.patch('web', {
      metadata: { name: 'other' },
    });

    expectStatus(answer, {
      code: 400,
      reason: 'BadRequest',
      message:
        'the name of the object (other) does not match the name on the URL (web)',
    });
  });
});
