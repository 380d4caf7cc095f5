import { expectStatus } from './support/answer';
import { claim, deployment, pod, statefulSet } from './support/objects';
import { usePlace } from './support/place';

const place = usePlace();
const causes = (status: {
  details?: { causes?: Array<{ reason?: string; field?: string }> };
}) => status.details?.causes?.map(({ reason, field }) => ({ reason, field }));

describe('an invalid object', () => {
  it('is refused with a cause for every field', async () => {
    const status = expectStatus(
      await place().claims.create({ metadata: { name: 'A_b' }, spec: {} }),
      {
        code: 422,
        reason: 'Invalid',
        message:
          /^PersistentVolumeClaim "A_b" is invalid: \[metadata\.name: Invalid value: "A_b": a lowercase RFC 1123 subdomain must/,
      },
    );

    expect(status.details).toMatchObject({
      name: 'A_b',
      kind: 'PersistentVolumeClaim',
    });
    expect(causes(status)).toEqual([
      { reason: 'FieldValueInvalid', field: 'metadata.name' },
      { reason: 'FieldValueRequired', field: 'spec.accessModes' },
      { reason: 'FieldValueRequired', field: 'spec.resources[storage]' },
    ]);
  });

  it('needs a name', async () => {
    const status = expectStatus(
      await place().claims.create({ ...claim(), metadata: {} }),
      {
        code: 422,
        reason: 'Invalid',
        message:
          'PersistentVolumeClaim "" is invalid: metadata.name: Required value: name or generateName is required',
      },
    );

    expect(causes(status)).toEqual([
      { reason: 'FieldValueRequired', field: 'metadata.name' },
    ]);
  });

  it('is refused when a selector does not select the template', async () => {
    const wrong = deployment({
      spec: { selector: { matchLabels: { app: 'another' } } },
    });
    const status = expectStatus(await place().deployments.create(wrong), {
      code: 422,
      reason: 'Invalid',
      message:
        /^Deployment\.apps "web" is invalid: spec\.template\.metadata\.labels: Invalid value: .*`selector` does not match template `labels`/,
    });

    expect(status.details).toMatchObject({
      name: 'web',
      group: 'apps',
      kind: 'Deployment',
    });
  });

  it('is refused when a mount names no volume', async () => {
    const lost = pod('lost', {
      containers: [
        {
          name: 'app',
          image: 'localhost/busybox:1',
          volumeMounts: [{ name: 'data', mountPath: '/data' }],
        },
      ],
    });
    const status = expectStatus(await place().pods.create(lost), {
      code: 422,
      reason: 'Invalid',
    });

    expect(status.message).toBe(
      'Pod "lost" is invalid: spec.containers[0].volumeMounts[0].name: Not found: "data"',
    );
    expect(causes(status)).toEqual([
      {
        reason: 'FieldValueNotFound',
        field: 'spec.containers[0].volumeMounts[0].name',
      },
    ]);
  });

  it('is refused when two mounts share a path', async () => {
    const twice = pod('twice', {
      volumes: [{ name: 'data', emptyDir: {} }],
      containers: [
        {
          name: 'app',
          image: 'localhost/busybox:1',
          volumeMounts: [
            { name: 'data', mountPath: '/data' },
            { name: 'data', mountPath: '/data' },
          ],
        },
      ],
    });

    expectStatus(await place().pods.create(twice), {
      code: 422,
      reason: 'Invalid',
      message:
        'Pod "twice" is invalid: spec.containers[0].volumeMounts[1].mountPath: Invalid value: "/data": must be unique',
    });
  });

  it('is refused when two volumes share a name', async () => {
    const volume = { name: 'data', emptyDir: {} };
    const status = expectStatus(
      await place().pods.create(pod('twins', { volumes: [volume, volume] })),
      {
        code: 422,
        reason: 'Invalid',
        message:
          'Pod "twins" is invalid: spec.volumes[1].name: Duplicate value: "data"',
      },
    );

    expect(causes(status)).toEqual([
      { reason: 'FieldValueDuplicate', field: 'spec.volumes[1].name' },
    ]);
  });

  it('is refused when one volume has two sources', async () => {
    const both = {
      name: 'data',
      emptyDir: {},
      persistentVolumeClaim: { claimName: 'data' },
    };

    expectStatus(await place().pods.create(pod('both', { volumes: [both] })), {
      code: 422,
      reason: 'Invalid',
      message:
        'Pod "both" is invalid: spec.volumes[0].persistentVolumeClaim: Forbidden: may not specify more than 1 volume type',
    });
  });

  it('is refused for an access mode that does not exist', async () => {
    const status = expectStatus(
      await place().claims.create(claim({ accessMode: 'ReadWriteSometimes' })),
      {
        code: 422,
        reason: 'Invalid',
        message:
          /spec\.accessModes: Unsupported value: "ReadWriteSometimes": supported values: "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"/,
      },
    );

    expect(causes(status)).toEqual([
      { reason: 'FieldValueNotSupported', field: 'spec.accessModes' },
    ]);
  });

  it('is refused when a label is no label', async () => {
    const answer = await place().claims.create(
      claim({ labels: { entity: 'component:default/web' } }),
    );

    expectStatus(answer, {
      code: 422,
      reason: 'Invalid',
      message:
        /metadata\.labels: Invalid value: "component:default\/web": a valid label must/,
    });
  });

  it('is refused when its name is too long', async () => {
    const answer = await place().claims.create(
      claim({ name: 'a'.repeat(254) }),
    );

    expectStatus(answer, {
      code: 422,
      reason: 'Invalid',
      message:
        /metadata\.name: Invalid value: .* must be no more than 253 (characters|bytes)/,
    });
  });

  it('is refused when a claim template could never become a claim', async () => {
    const template = { metadata: { name: 'data' }, spec: {} };
    const status = expectStatus(
      await place().statefulSets.create(
        statefulSet({ spec: { volumeClaimTemplates: [template] } }),
      ),
      {
        code: 422,
        reason: 'Invalid',
      },
    );

    expect(causes(status)).toEqual([
      {
        reason: 'FieldValueRequired',
        field: 'spec.volumeClaimTemplates[0].spec.accessModes',
      },
      {
        reason: 'FieldValueRequired',
        field: 'spec.volumeClaimTemplates[0].spec.resources[storage]',
      },
    ]);
  });

  it('is refused for a policy that does not exist', async () => {
    expectStatus(
      await place().statefulSets.create(
        statefulSet({ spec: { podManagementPolicy: 'Sometimes' } }),
      ),
      {
        code: 422,
        reason: 'Invalid',
        message:
          'StatefulSet.apps "db" is invalid: spec.podManagementPolicy: Invalid value: "Sometimes": must be \'OrderedReady\' or \'Parallel\'',
      },
    );
  });
});
