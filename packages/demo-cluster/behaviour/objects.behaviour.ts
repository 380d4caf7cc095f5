import { expectStatus } from './support/answer';
import { cluster } from './support/cluster';
import { claim, deployment } from './support/objects';
import { usePlace } from './support/place';

const place = usePlace();

describe('creating an object', () => {
  it('gives it a uid, a creation time, a resource version and the first generation', async () => {
    const created = (await place().deployments.create(deployment({ spec: { replicas: 0 } }))).ok();

    expect(created.metadata).toMatchObject({ name: 'web', namespace: place().name, generation: 1 });
    expect(created.metadata.uid).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(created.metadata.creationTimestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(created.metadata.resourceVersion).toMatch(/^[1-9]\d*$/);
    expect(created).toMatchObject({ apiVersion: 'apps/v1', kind: 'Deployment' });
  });
});
