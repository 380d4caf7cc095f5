import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import {
  persistenceVolumeReadPermission,
  type IntentKind,
  type Operation,
  type OperationPage,
} from 'backstage-plugin-persistence-common';
import type { OperationRequest, OperationService } from '../operations';
import { Authorizer } from './Authorizer';
import { permissionFor } from './permissionFor';
import { mayNotDo, MAY_NOT_SEE } from './refusals';
import type { TrustedServices } from './TrustedServices';

/** Lets those see operations who may see the entity's volumes, and those change something who may do what is done. */
export class AuthorizedOperationService implements OperationService {
  readonly #service: OperationService;
  readonly #authorizer: Authorizer;
  readonly #trustedServices: TrustedServices;

  private constructor(options: {
    service: OperationService;
    permissions: PermissionsService;
    trustedServices: TrustedServices;
  }) {
    this.#service = options.service;
    this.#authorizer = Authorizer.create(options.permissions);
    this.#trustedServices = options.trustedServices;
  }

  static create(options: {
    service: OperationService;
    permissions: PermissionsService;
    trustedServices: TrustedServices;
  }): AuthorizedOperationService {
    return new AuthorizedOperationService(options);
  }

  async start(
    entity: Entity,
    request: OperationRequest,
    options: { credentials: BackstageCredentials },
  ): Promise<{ operation: Operation; created: boolean }> {
    await this.#mayDo(request.intent.kind, entity, options);
    return this.#service.start(entity, request, options);
  }

  async list(
    entity: Entity,
    page: { limit: number; cursor?: string },
    options: { credentials: BackstageCredentials },
  ): Promise<OperationPage> {
    await this.#maySee(entity, options);
    return this.#service.list(entity, page, options);
  }

  /** Tells nobody: whoever asks has to find the entity in the catalog first. */
  async entityRefOf(id: string): Promise<string | undefined> {
    return this.#service.entityRefOf(id);
  }

  async get(
    entity: Entity,
    id: string,
    options: { credentials: BackstageCredentials },
  ): Promise<Operation> {
    await this.#maySee(entity, options);
    return this.#service.get(entity, id, options);
  }

  async undo(
    entity: Entity,
    id: string,
    options: { credentials: BackstageCredentials },
  ): Promise<Operation> {
    const { intent } = await this.#service.get(entity, id, options);
    await this.#mayDo(intent.kind, entity, options);
    return this.#service.undo(entity, id, options);
  }

  async cancel(
    entity: Entity,
    id: string,
    options: { credentials: BackstageCredentials },
  ): Promise<Operation> {
    const { intent } = await this.#service.get(entity, id, options);
    await this.#mayDo(intent.kind, entity, options);
    return this.#service.cancel(entity, id, options);
  }

  async #maySee(
    entity: Entity,
    options: { credentials: BackstageCredentials },
  ): Promise<void> {
    await this.#authorizer.demand(entity, [persistenceVolumeReadPermission], {
      ...options,
      refusal: MAY_NOT_SEE,
    });
  }

  async #mayDo(
    intent: IntentKind,
    entity: Entity,
    options: { credentials: BackstageCredentials },
  ): Promise<void> {
    this.#trustedServices.check(options.credentials);
    await this.#authorizer.demand(entity, [permissionFor(intent)], {
      ...options,
      refusal: mayNotDo(intent),
    });
  }
}
