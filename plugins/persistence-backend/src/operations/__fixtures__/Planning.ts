import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import type { Target } from 'backstage-plugin-persistence-common';
import { createView } from '../../observation/testing/createView';
import { readPolicies } from '../../policies';
import {
  component,
  deployment,
  labelled,
  storageClass,
} from '../../status/testing';
import { DefaultPlanService } from '../DefaultPlanService';
import { STEP_HANDLERS } from '../steps';
import { FakeApi } from './FakeApi';

/** The entity that plans of tests are for. */
export const GUESTBOOK: Entity = component({ name: 'guestbook' });

/** Its workload. */
export const TARGET: Target = {
  workload: {
    cluster: 'test',
    namespace: 'demo',
    kind: 'Deployment',
    name: 'guestbook',
  },
};

type DeploymentOptions = Omit<Parameters<typeof deployment>[0], 'name'>;

/** Plans for one service in a cluster that consists of what a test says. */
export class Planning {
  readonly api = FakeApi.create();
  readonly plans: DefaultPlanService;
  #objects: object[] = [];

  static create(): Planning {
    return new Planning();
  }

  private constructor() {
    this.see({});
    this.plans = DefaultPlanService.create({
      clusters: () => [
        {
          name: 'test',
          cluster: this.api.cluster,
          view: createView({ objects: this.#objects }),
          status: () => ({ name: 'test', state: 'ok' }),
        },
      ],
      entityIndex: {
        entitiesSelecting: () => ['component:default/guestbook'],
        noticed: () => {},
      },
      policies: readPolicies(new ConfigReader({})),
      handlers: STEP_HANDLERS,
    });
  }

  /** What is observed from now on: the guestbook, a storage class, and claims. The API has the guestbook and the claims, too. */
  see(
    options: DeploymentOptions & { generation?: number },
    ...claims: object[]
  ): void {
    const { generation = 1, ...rest } = options;
    const guestbook = deployment({
      name: 'guestbook',
      labels: labelled('guestbook'),
      ...rest,
    }) as { metadata: object; spec: Record<string, unknown>; status: object };
    const observed = {
      ...guestbook,
      metadata: { ...guestbook.metadata, generation },
      status: { ...guestbook.status, observedGeneration: generation },
    };
    this.#objects = [
      observed,
      storageClass({ name: 'standard', default: true }),
      ...claims,
    ];
    for (const claim of claims as { metadata: { name: string } }[]) {
      this.api.put(
        `/api/v1/namespaces/demo/persistentvolumeclaims/${claim.metadata.name}`,
        claim,
      );
    }
    this.api.put('/apis/apps/v1/namespaces/demo/deployments/guestbook', {
      metadata: { ...observed.metadata, uid: 'deployment-demo-guestbook' },
      spec: observed.spec,
    });
  }
}
