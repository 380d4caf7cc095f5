import type { Service } from 'kubernetes-types/core/v1';
import type { DefaultRegistry } from '../registry/DefaultRegistry';
import { failureOf } from '../registry/testing/failureOf';
import { TestRegistry } from '../registry/testing/TestRegistry';
import { services } from '../resources';

let test: TestRegistry;
let registry: DefaultRegistry;

beforeEach(() => {
  test = TestRegistry.create();
  registry = test.registry;
});

afterEach(() => {
  test.dispose();
});

describe('services', () => {
  function service(name: string, spec: Service['spec']): Service {
    return { metadata: { name, namespace: 'demo' }, spec };
  }

  function create(name: string, spec: Service['spec']) {
    return registry.create(services, service(name, spec)).spec;
  }

  it('get an address of their own, which they keep', () => {
    const first = create('a', { ports: [{ port: 80 }] });
    const second = create('b', { ports: [{ port: 80 }] });
    const updated = registry.update(
      services,
      service('a', { ports: [{ port: 81 }] }),
    );

    expect(first?.clusterIP).toMatch(/^10\.96\.\d+\.\d+$/);
    expect(first?.clusterIPs).toEqual([first?.clusterIP]);
    expect(second?.clusterIP).not.toBe(first?.clusterIP);
    expect(updated.spec?.clusterIP).toBe(first?.clusterIP);
  });

  it('that are headless have none', () => {
    expect(create('a', { clusterIP: 'None' })).toMatchObject({
      clusterIP: 'None',
      clusterIPs: ['None'],
    });
  });

  it('of the type NodePort get a free port for each of theirs, which they keep', () => {
    const ports = [
      { name: 'a', port: 80 },
      { name: 'b', port: 81 },
    ];
    const first = create('a', { type: 'NodePort', ports })?.ports ?? [];
    const second = create('b', { type: 'NodePort', ports })?.ports ?? [];
    const updated = registry.update(
      services,
      service('a', { type: 'NodePort', ports: ports.toReversed() }),
    );

    const given = [...first, ...second].map(({ nodePort }) => nodePort);
    expect(new Set(given).size).toBe(4);
    for (const port of given) {
      expect(port).toBeGreaterThanOrEqual(30000);
      expect(port).toBeLessThanOrEqual(32767);
    }
    expect(updated.spec?.ports?.map(({ nodePort }) => nodePort)).toEqual(
      first.map(({ nodePort }) => nodePort).toReversed(),
    );
  });

  it('do not share a node port', () => {
    create('a', { type: 'NodePort', ports: [{ port: 80, nodePort: 30081 }] });

    expect(
      failureOf(() =>
        create('b', {
          type: 'NodePort',
          ports: [{ port: 80, nodePort: 30081 }],
        }),
      ),
    ).toMatchObject({
      code: 422,
      message:
        'Service "b" is invalid: spec.ports[0].nodePort: Invalid value: 30081: provided port is already allocated',
    });
    expect(
      failureOf(() =>
        create('b', {
          type: 'NodePort',
          ports: [
            { name: 'a', port: 80, nodePort: 30082 },
            { name: 'b', port: 81, nodePort: 30082 },
          ],
        }),
      ).message,
    ).toBe(
      'Service "b" is invalid: spec.ports[1].nodePort: Invalid value: 30082: provided port is already allocated',
    );
  });

  it('take no port outside the range of the nodes', () => {
    expect(
      failureOf(() =>
        create('b', { type: 'NodePort', ports: [{ port: 80, nodePort: 80 }] }),
      ).message,
    ).toBe(
      'Service "b" is invalid: spec.ports[0].nodePort: Invalid value: 80: provided port is not in the valid range. The range of valid ports is 30000-32767',
    );
  });

  it('of types that the demo cluster does not have are refused', () => {
    expect(
      failureOf(() =>
        create('b', { type: 'LoadBalancer', ports: [{ port: 80 }] }),
      ).message,
    ).toBe(
      'Service "b" is invalid: spec.type: Forbidden: the demo cluster has no services of the type LoadBalancer',
    );
  });
});
