import type { EntityPersistence } from 'backstage-plugin-persistence-common';
import {
  createNamespace,
  kubernetes,
  removeAfterwards,
} from './support/cluster';
import { environment } from './support/environment';
import {
  readExampleComponents,
  readExampleManifests,
} from './support/examples';
import { Golden } from './support/Golden';
import { normalize } from './support/normalize';
import { Portal, SOURCES } from './support/Portal';
import { createPortalAccess, type PortalAccess } from './support/portalAccess';

const components = readExampleComponents();
const names = components.map(({ metadata }) => metadata.name).sort();
let access: PortalAccess;

beforeAll(async () => {
  removeAfterwards(...(await kubernetes.apply(readExampleManifests())));
  access = await createPortalAccess({
    namespace: await createNamespace(),
    name: 'portal',
  });
});

/** Everything has happened that is going to happen. */
function expectSettled({ workloads, clusters }: EntityPersistence): void {
  expect(clusters.map(({ state }) => state)).not.toContain('syncing');
  expect(workloads.map(({ rollout }) => rollout.state)).not.toHaveLength(0);
  for (const { rollout, events } of workloads) {
    expect(rollout).toMatchObject({
      state: 'complete',
      ready: rollout.replicas,
    });
    expect(events).toEqual([]);
  }
}

describe.each(SOURCES)('an example, read by the source %s', source => {
  const golden = Golden.read<EntityPersistence>(source);
  let portal: Portal;

  beforeAll(async () => {
    portal = await Portal.start({
      source,
      clusters: [{ name: 'behaviour', access }],
      entities: components,
    });
  });

  it.each(names)('%s: the answer is the same for every cluster', async name => {
    const settled = normalize(await portal.until(name, expectSettled));
    if (environment.update) {
      golden.record(name, settled);
    }

    await portal.until(
      name,
      answer => expect(normalize(answer)).toEqual(golden.answer(name)),
      { timeoutMs: 10_000 },
    );
  });

  it('is in the golden file, and nothing else is', () => {
    expect(golden.names).toEqual(names);
  });
});
