import type { JsonObject } from '../model/json';
import { StatusError } from '../model/StatusError';
import { decode } from './decode';
import { kindType } from './Schema';

const DEPLOYMENT = kindType('apps/v1', 'Deployment');

function container(fields: JsonObject): JsonObject {
  return {
    spec: { template: { spec: { containers: [{ name: 'a', ...fields }] } } },
  };
}

describe('decoding', () => {
  it('keeps what the type has', () => {
    const deployment = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        name: 'web',
        labels: { app: 'web' },
        generation: 5_000_000_000,
      },
      spec: {
        replicas: 0,
        paused: false,
        strategy: { rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
        template: {
          spec: { containers: [{ name: 'a' }], volumes: [{ emptyDir: {} }] },
        },
      },
    };

    expect(decode(deployment, DEPLOYMENT)).toEqual({
      object: deployment,
      strictErrors: [],
    });
  });

  it('writes quantities in their canonical form, also where they are numbers', () => {
    const { object } = decode(
      container({ resources: { limits: { cpu: 0.5, memory: '1024Mi' } } }),
      DEPLOYMENT,
    );

    expect(object).toEqual(
      container({ resources: { limits: { cpu: '500m', memory: '1Gi' } } }),
    );
  });

  it('drops nulls, empty lists and empty maps, but not empty objects', () => {
    const { object, strictErrors } = decode(
      {
        metadata: { labels: {}, annotations: null, finalizers: [] },
        spec: { replicas: null, selector: {}, strategy: { type: '' } },
        status: {},
      },
      DEPLOYMENT,
    );

    expect(object).toEqual({
      metadata: {},
      spec: { selector: {}, strategy: { type: '' } },
      status: {},
    });
    expect(strictErrors).toEqual([]);
  });

  it('takes a null in a list or a map for an empty value, as Go does', () => {
    const { object } = decode(
      container({
        args: ['a', null],
        env: [null],
        resources: { limits: { memory: null } },
      }),
      DEPLOYMENT,
    );

    expect(object).toEqual(
      container({
        args: ['a', ''],
        env: [{}],
        resources: { limits: { memory: '0' } },
      }),
    );
    expect(
      decode({ metadata: { labels: { a: null } } }, DEPLOYMENT).object,
    ).toEqual({ metadata: { labels: { a: '' } } });
  });

  it('drops fields that the type does not have and names each of them', () => {
    const { object, strictErrors } = decode(
      {
        foo: 1,
        metadata: { name: 'web', bar: {} },
        spec: {
          Replicas: 1,
          template: {
            spec: {
              containers: [{ name: 'a' }, { name: 'b', foo: null }],
              volumes: [{ name: 'c', $retainKeys: ['name'] }],
            },
          },
        },
      },
      DEPLOYMENT,
    );

    expect(strictErrors).toEqual([
      'unknown field "foo"',
      'unknown field "metadata.bar"',
      'unknown field "spec.Replicas"',
      'unknown field "spec.template.spec.containers[1].foo"',
      'unknown field "spec.template.spec.volumes[0].$retainKeys"',
    ]);
    expect(object).toEqual({
      metadata: { name: 'web' },
      spec: {
        template: {
          spec: {
            containers: [{ name: 'a' }, { name: 'b' }],
            volumes: [{ name: 'c' }],
          },
        },
      },
    });
  });

  it('takes an object of a kind that was not recorded as it is', () => {
    const thing = { spec: { anything: [1, { goes: null }] } };

    expect(decode(thing, kindType('example.com/v1', 'Thing')).object).toEqual(
      thing,
    );
  });

  it('leaves what it was given as it is', () => {
    const value = container({ args: [], resources: { limits: { cpu: 1 } } });
    const before = structuredClone(value);

    decode(value, DEPLOYMENT);

    expect(value).toEqual(before);
  });

  // The messages are those that a real API server answered with.
  it.each([
    [
      { spec: { replicas: 'one' } },
      'string into Go struct field DeploymentSpec.spec.replicas of type int32',
    ],
    [
      { spec: { replicas: 1.5 } },
      'number 1.5 into Go struct field DeploymentSpec.spec.replicas of type int32',
    ],
    [
      { spec: { replicas: true } },
      'bool into Go struct field DeploymentSpec.spec.replicas of type int32',
    ],
    [
      { spec: { replicas: 3_000_000_000 } },
      'number 3000000000 into Go struct field DeploymentSpec.spec.replicas of type int32',
    ],
    [
      { spec: { paused: 'yes' } },
      'string into Go struct field DeploymentSpec.spec.paused of type bool',
    ],
    [
      { spec: { paused: 1 } },
      'number into Go struct field DeploymentSpec.spec.paused of type bool',
    ],
    [
      { spec: { strategy: 'Recreate' } },
      'string into Go struct field DeploymentSpec.spec.strategy of type v1.DeploymentStrategy',
    ],
    [
      { spec: { selector: [] } },
      'array into Go struct field DeploymentSpec.spec.selector of type v1.LabelSelector',
    ],
    [
      { spec: { strategy: { rollingUpdate: { maxSurge: true } } } },
      'bool into Go struct field RollingUpdateDeployment.spec.strategy.rollingUpdate.maxSurge of type int32',
    ],
    [
      { metadata: 'x' },
      'string into Go struct field Deployment.metadata of type v1.ObjectMeta',
    ],
    [
      { metadata: { name: 5 } },
      'number into Go struct field ObjectMeta.metadata.name of type string',
    ],
    [
      { metadata: { labels: { a: 1 } } },
      'number into Go struct field ObjectMeta.metadata.labels of type string',
    ],
    [
      { metadata: { labels: ['a'] } },
      'array into Go struct field ObjectMeta.metadata.labels of type map[string]string',
    ],
    [
      container({ ports: { containerPort: 1 } }),
      'object into Go struct field Container.spec.template.spec.containers.ports of type []v1.ContainerPort',
    ],
    [
      container({ ports: [{ containerPort: '80' }] }),
      'string into Go struct field ContainerPort.spec.template.spec.containers.ports.containerPort of type int32',
    ],
    [
      container({ ports: ['80'] }),
      'string into Go struct field Container.spec.template.spec.containers.ports of type v1.ContainerPort',
    ],
    [
      container({ args: [1] }),
      'number into Go struct field Container.spec.template.spec.containers.args of type string',
    ],
    [
      container({ resources: { limits: 'x' } }),
      'string into Go struct field ResourceRequirements.spec.template.spec.containers.resources.limits of type v1.ResourceList',
    ],
  ])('refuses %j', (value, message) => {
    expect(() => decode(value, DEPLOYMENT)).toThrow(
      new StatusError('BadRequest', `json: cannot unmarshal ${message}`),
    );
  });

  it.each(['1Gx', '', true, {}])('refuses the quantity %j', memory => {
    expect(() =>
      decode(container({ resources: { limits: { memory } } }), DEPLOYMENT),
    ).toThrow(
      new StatusError(
        'BadRequest',
        "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
      ),
    );
  });
});
