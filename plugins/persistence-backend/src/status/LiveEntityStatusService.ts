import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type {
  EntityPersistence,
  Options,
  WorkloadRef,
} from 'backstage-plugin-persistence-common';
import type { EntityStatusService } from './EntityStatusService';
import type { LiveUpdates } from './LiveUpdates';

/** Lets those who asked hear when their answer changes. */
export class LiveEntityStatusService implements EntityStatusService {
  readonly #service: EntityStatusService;
  readonly #liveUpdates: Pick<LiveUpdates, 'asked'>;

  private constructor(options: {
    service: EntityStatusService;
    liveUpdates: Pick<LiveUpdates, 'asked'>;
  }) {
    this.#service = options.service;
    this.#liveUpdates = options.liveUpdates;
  }

  static create(options: {
    service: EntityStatusService;
    liveUpdates: Pick<LiveUpdates, 'asked'>;
  }): LiveEntityStatusService {
    return new LiveEntityStatusService(options);
  }

  async status(
    entity: Entity,
    options: { credentials: BackstageCredentials },
  ): Promise<EntityPersistence> {
    const answer = await this.#service.status(entity, options);
    this.#liveUpdates.asked(entity, answer);
    return answer;
  }

  async options(
    entity: Entity,
    workload: WorkloadRef,
    options: { credentials: BackstageCredentials },
  ): Promise<Options> {
    return this.#service.options(entity, workload, options);
  }
}
