import { parseArgs } from 'node:util';
import { mockServices } from '@backstage/backend-test-utils';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { createClusterSources } from '../src/clusters';
import { eventually } from '../src/clusters/testing';
import { selectorOf, type EntityIndex } from '../src/entities';
import { SelectorTable } from '../src/entities/SelectorTable';
import { DefaultObservation, type ObservedCluster } from '../src/observation';
import { createView } from '../src/observation/testing/createView';
import { readPolicies } from '../src/policies';
import { DefaultEntityStatusService } from '../src/status';
import { manyWorkloads } from './manyWorkloads';
import { readExampleComponents } from './readExampleComponents';

/**
 * What an answer costs us after the caller was authorized: finding the workloads of an entity in what is observed of a cluster, and
 * assessing them. Prints one line of JSON, times in milliseconds.
 *
 *     node --require @backstage/cli-node/config/nodeTransform.cjs plugins/persistence-backend/benchmarks/ownWork.ts \
 *       --kubeconfig <of a cluster that runs examples/manifests>
 */
const WORKLOADS = 2_000;
const ANSWERS = 3_000;
/** Until the code is as fast as it gets. */
const WARM_UP_ANSWERS = 500;

function indexOf(entities: Entity[]): EntityIndex {
  const table = SelectorTable.of(
    entities.flatMap(entity => {
      const lookup = selectorOf(entity);
      return lookup
        ? [{ entityRef: stringifyEntityRef(entity), selector: lookup.selector }]
        : [];
    }),
  );
  return {
    entitiesSelecting: (cluster, workload) =>
      table.entitiesSelecting(cluster, workload),
    noticed: () => undefined,
  };
}

function createService(options: {
  clusters: () => ObservedCluster[];
  entities: Entity[];
}): DefaultEntityStatusService {
  return DefaultEntityStatusService.create({
    clusters: options.clusters,
    entityIndex: indexOf(options.entities),
    policies: readPolicies(mockServices.rootConfig()),
    operations: async () => [],
  });
}

/** The times of single answers, for each of the entities in turn. */
function measure(service: DefaultEntityStatusService, entities: Entity[]) {
  const times: number[] = [];
  for (let count = 0; count < WARM_UP_ANSWERS + ANSWERS; count += 1) {
    const entity = entities[count % entities.length];
    const start = performance.now();
    const { workloads } = service.statusNow(entity);
    const time = performance.now() - start;
    if (workloads.length === 0) {
      throw new Error(`${entity.metadata.name} has no workload`);
    }
    if (count >= WARM_UP_ANSWERS) {
      times.push(time);
    }
  }
  times.sort((a, b) => a - b);
  return {
    p50: times[Math.floor(times.length * 0.5)],
    p95: times[Math.floor(times.length * 0.95)],
  };
}

/** The examples, in a cluster that is observed. */
async function measureExamples(kubeconfig: string) {
  const entities = readExampleComponents();
  const logger = mockServices.rootLogger();
  const observation = DefaultObservation.create({
    sources: createClusterSources({
      config: mockServices.rootConfig({
        data: { persistence: { clusters: [{ name: 'demo', kubeconfig }] } },
      }),
      auth: mockServices.auth(),
      discovery: mockServices.discovery(),
      logger,
    }),
    logger,
  });
  await observation.start();
  try {
    const service = createService({
      clusters: () => observation.clusters(),
      entities,
    });
    await eventually(() => {
      for (const entity of entities) {
        const { clusters, workloads } = service.statusNow(entity);
        if (clusters[0]?.state !== 'ok' || workloads.length === 0) {
          throw new Error(`${entity.metadata.name} is not observed yet`);
        }
      }
    });
    return measure(service, entities);
  } finally {
    await observation.stop();
  }
}

/** One cluster of many workloads. */
function measureMany() {
  const { objects, entities } = manyWorkloads(WORKLOADS);
  const view = createView({ objects });
  const service = createService({
    clusters: () => [
      {
        name: view.cluster,
        view,
        status: () => ({ name: view.cluster, state: 'ok' }),
      },
    ],
    entities,
  });
  return { workloads: WORKLOADS, ...measure(service, entities) };
}

async function main() {
  const { values } = parseArgs({ options: { kubeconfig: { type: 'string' } } });
  if (!values.kubeconfig) {
    throw new Error('Say where the kubeconfig is: --kubeconfig <file>');
  }
  console.log(
    JSON.stringify({
      examples: await measureExamples(values.kubeconfig),
      many: measureMany(),
    }),
  );
}

main().then(
  () => process.exit(0),
  error => {
    console.error(error);
    process.exit(1);
  },
);
