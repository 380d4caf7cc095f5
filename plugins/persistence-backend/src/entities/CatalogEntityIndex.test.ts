import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { CatalogEntityIndex } from './CatalogEntityIndex';

const WORKLOAD = {
  namespace: 'demo',
  labels: { 'backstage.io/kubernetes-id': 'web', app: 'web' },
};

function entity(name: string, annotations?: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
  };
}

const WEB = entity('web', { 'backstage.io/kubernetes-id': 'web' });
const COPY = entity('copy', {
  'backstage.io/kubernetes-label-selector': 'app=web',
});

describe('CatalogEntityIndex', () => {
  let entities: Entity[];
  let isDown: boolean;
  let reads: number;
  let readBy: BackstageCredentials[];
  let index: CatalogEntityIndex;
  const logger = mockServices.logger.mock();
  const auth = mockServices.auth();

  beforeEach(() => {
    jest.useFakeTimers();
    jest.clearAllMocks();
    entities = [WEB, COPY, entity('no-annotation')];
    isDown = false;
    reads = 0;
    readBy = [];
    index = CatalogEntityIndex.create({
      auth,
      logger,
      catalog: {
        async *streamEntities(request, options) {
          reads += 1;
          if (isDown) {
            throw new Error('catalog is down');
          }
          readBy.push(options.credentials);
          yield* catalogServiceMock({ entities }).streamEntities(
            { ...request, pageSize: 1 },
            options,
          );
        },
      },
    });
  });

  afterEach(() => {
    index.stop();
    jest.useRealTimers();
  });

  const pass = (milliseconds: number) =>
    jest.advanceTimersByTimeAsync(milliseconds);
  const selecting = () => index.entitiesSelecting('eu', WORKLOAD);

  it('knows nothing before the catalog was read', async () => {
    expect(selecting()).toEqual([]);
    await pass(120_000);
    expect(reads).toBe(0);
  });

  it('finds the entities on all pages of the catalog', async () => {
    index.start();
    await pass(0);
    expect(selecting()).toEqual([
      'component:default/copy',
      'component:default/web',
    ]);
    expect(readBy).toEqual([await auth.getOwnServiceCredentials()]);
  });

  it('hears of a change of the catalog within a minute', async () => {
    index.start();
    await pass(0);
    entities = [WEB];
    await pass(59_000);
    expect(selecting()).toHaveLength(2);
    await pass(1_000);
    expect(selecting()).toEqual(['component:default/web']);
  });

  it('keeps what it knows while the catalog fails, says so once, and recovers', async () => {
    index.start();
    await pass(0);
    isDown = true;
    await pass(90_000);
    expect(reads).toBeGreaterThan(4);
    expect(selecting()).toHaveLength(2);
    expect(logger.warn).toHaveBeenCalledTimes(1);

    isDown = false;
    entities = [WEB];
    await pass(5_000);
    expect(selecting()).toEqual(['component:default/web']);
    expect(logger.info).toHaveBeenCalledTimes(1);
  });

  it('does not keep a part of the catalog when it fails half way', async () => {
    let page = 0;
    const broken = CatalogEntityIndex.create({
      auth,
      logger,
      catalog: {
        async *streamEntities() {
          yield [WEB];
          page += 1;
          if (page > 1) {
            throw new Error('gone');
          }
          yield [COPY];
        },
      },
    });
    broken.start();
    await pass(0);
    await pass(60_000);
    expect(page).toBe(2);
    expect(broken.entitiesSelecting('eu', WORKLOAD)).toHaveLength(2);
    broken.stop();
  });

  it('reads the catalog again soon for an entity that is new to it', async () => {
    index.start();
    await pass(0);
    entities = [...entities, entity('new', WEB.metadata.annotations)];
    index.noticed('component:default/new');
    await pass(5_000);
    expect(selecting()).toContain('component:default/new');
    expect(reads).toBe(2);
  });

  it('does not read it again for an entity that it knows, nor often for one that stays unknown', async () => {
    index.start();
    await pass(0);
    for (let second = 0; second < 50; second += 1) {
      index.noticed('component:default/web');
      await pass(1_000);
    }
    expect(reads).toBe(1);
    for (let second = 0; second < 50; second += 1) {
      index.noticed('component:default/unknown');
      await pass(1_000);
    }
    expect(reads).toBeLessThanOrEqual(12);
  });

  it('stops', async () => {
    index.start();
    await pass(0);
    index.stop();
    index.noticed('component:default/unknown');
    await pass(120_000);
    expect(reads).toBe(1);
  });

  it('stops while it reads', async () => {
    index.start();
    index.stop();
    await pass(120_000);
    expect(reads).toBe(0);
  });
});
