import type { Pod, PodSpec } from 'kubernetes-types/core/v1';
import { pods } from './pods';

function created(spec: Partial<PodSpec>): Pod {
  const pod: Pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web' },
    spec: { containers: [{ name: 'app', image: 'a:1' }], ...spec },
  };
  pods.defaults?.(pod);
  pods.prepareForCreate?.(pod);
  return pod;
}

function withResources(...resources: PodSpec['containers'][0]['resources'][]) {
  return created({
    containers: resources.map((wanted, index) => ({
      name: `c${index}`,
      image: 'a:1',
      resources: wanted,
    })),
  });
}

describe('pods', () => {
  it.each([
    ['BestEffort', [undefined]],
    ['Burstable', [{ requests: { cpu: '1' } }]],
    ['Burstable', [{ limits: { cpu: '1' } }]],
    [
      'Burstable',
      [{ limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '500m' } }],
    ],
    ['Burstable', [{ limits: { cpu: '1', memory: '1Gi' } }, undefined]],
    ['Guaranteed', [{ limits: { cpu: '1', memory: '1Gi' } }]],
  ])('are %s with the resources %j', (qosClass, resources) => {
    expect(withResources(...resources).status?.qosClass).toBe(qosClass);
  });

  it('are completed once: a second time changes nothing', () => {
    const pod = created({
      volumes: [{ name: 'cache' }],
      containers: [
        {
          name: 'app',
          image: 'a',
          livenessProbe: { httpGet: { port: 80 } },
          resources: { limits: { memory: '1Gi' } },
        },
      ],
    });
    const before = structuredClone(pod);

    pods.defaults?.(pod);

    expect(pod).toEqual(before);
  });

  it('keep the tolerations that they ask for', () => {
    const { spec } = created({
      tolerations: [
        {
          key: 'node.kubernetes.io/unreachable',
          operator: 'Exists',
          effect: 'NoExecute',
          tolerationSeconds: 1,
        },
      ],
    });

    expect(
      spec?.tolerations?.map(({ key, tolerationSeconds }) => [
        key,
        tolerationSeconds,
      ]),
    ).toEqual([
      ['node.kubernetes.io/unreachable', 1],
      ['node.kubernetes.io/not-ready', 300],
    ]);
  });

  it('can be asked for by node and phase', () => {
    const names = Object.keys(pods.fields?.({}) ?? {});

    expect(pods.fields?.(created({ nodeName: 'n1' }))).toMatchObject({
      'spec.nodeName': 'n1',
      'status.phase': 'Pending',
      'spec.restartPolicy': 'Always',
    });
    expect(Object.keys(pods.fields?.(created({})) ?? {})).toEqual(names);
  });
});
