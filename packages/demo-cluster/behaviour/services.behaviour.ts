import { expectStatus } from './support/answer';
import { usePlace } from './support/place';

const place = usePlace();
const nodePort = (name: string, port?: number) => ({
  metadata: { name },
  spec: {
    type: 'NodePort',
    selector: { app: 'web' },
    ports: [
      { port: 80, targetPort: 8080, ...(port ? { nodePort: port } : {}) },
    ],
  },
});

describe('a service', () => {
  it('of type NodePort gets a port of the range', async () => {
    const { spec } = (await place().services.create(nodePort('web'))).ok();

    expect(spec.ports[0].nodePort).toBeGreaterThanOrEqual(30_000);
    expect(spec.ports[0].nodePort).toBeLessThanOrEqual(32_767);
    expect(spec.ports[0]).toMatchObject({
      port: 80,
      targetPort: 8080,
      protocol: 'TCP',
    });
  });

  it('keeps its port and its address when it changes otherwise', async () => {
    const { spec } = (await place().services.create(nodePort('web'))).ok();
    const changed = (
      await place().services.patch('web', {
        spec: { selector: { app: 'other' } },
      })
    ).ok();

    expect(changed.spec.ports).toEqual(spec.ports);
    expect(changed.spec.clusterIP).toBe(spec.clusterIP);
  });

  it('cannot have a port that another has', async () => {
    const { spec } = (await place().services.create(nodePort('one'))).ok();
    const taken = spec.ports[0].nodePort;

    expectStatus(await place().services.create(nodePort('two', taken)), {
      code: 422,
      reason: 'Invalid',
      message: `Service "two" is invalid: spec.ports[0].nodePort: Invalid value: ${taken}: provided port is already allocated`,
    });
  });

  it('cannot have a port outside the range', async () => {
    expectStatus(await place().services.create(nodePort('web', 80)), {
      code: 422,
      reason: 'Invalid',
      message:
        'Service "web" is invalid: spec.ports[0].nodePort: Invalid value: 80: provided port is not in the valid range. The range of valid ports is 30000-32767',
    });
  });

  it('gives its port back when it goes', async () => {
    const { spec } = (await place().services.create(nodePort('one'))).ok();
    (await place().services.delete('one')).ok();

    expect(
      (await place().services.create(nodePort('two', spec.ports[0].nodePort)))
        .code,
    ).toBe(201);
  });

  it('may have no address', async () => {
    const body = {
      metadata: { name: 'db' },
      spec: { clusterIP: 'None', ports: [{ port: 80 }] },
    };

    expect((await place().services.create(body)).ok().spec.clusterIP).toBe(
      'None',
    );
  });

  it('needs a port', async () => {
    expectStatus(
      await place().services.create({ metadata: { name: 'web' }, spec: {} }),
      {
        code: 422,
        reason: 'Invalid',
        message: 'Service "web" is invalid: spec.ports: Required value',
      },
    );
  });
});
