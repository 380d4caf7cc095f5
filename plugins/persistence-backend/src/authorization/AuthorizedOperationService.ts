import type { PermissionsService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import {
  persistenceVolumeReadPermission,
  type IntentKind,
  type Operation,
  type OperationPage,
} from 'backstage-plugin-persistence-common';
import type {
  CallerCredentials,
  OperationRequest,
  OperationService,
  OperationSubject,
} from '../operations';
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
    options: { credentials: CallerCredentials },
  ): Promise<{ operation: Operation; created: boolean }> {
    await this.#mayDo(request.intent.kind, entity, options);
    return this.#service.start(entity, request, options);
  }

  async list(
    entity: Entity,
    page: { limit: number; cursor?: string },
    options: { credentials: CallerCredentials },
  ): Promise<OperationPage> {
    await this.#maySee(entity, options);
    return this.#service.list(entity, page, options);
  }

  /** Tells nobody: whoever asks has to find the entity in the catalog first. */
  async subjectOf(id: string): Promise<OperationSubject | undefined> {
    return this.#service.subjectOf(id);
  }

  async get(
    entity: Entity,
    id: string,
    options: { credentials: CallerCredentials },
  ): Promise<Operation> {
    await this.#maySee(entity, options);
    return this.#service.get(entity, id, options);
  }

  async undo(
    entity: Entity,
    id: string,
    options: { credentials: CallerCredentials },
  ): Promise<Operation> {
    await this.#mayChange(entity, id, options);
    return this.#service.undo(entity, id, options);
  }

  async cancel(
    entity: Entity,
    id: string,
    options: { credentials: CallerCredentials },
  ): Promise<Operation> {
    await this.#mayChange(entity, id, options);
    return this.#service.cancel(entity, id, options);
  }

  async #maySee(
    entity: Entity,
    options: { credentials: CallerCredentials },
  ): Promise<void> {
    await this.#authorizer.demand(entity, [persistenceVolumeReadPermission], {
      ...options,
      refusal: MAY_NOT_SEE,
    });
  }

  /** What was done is said only to those who may see it. */
  async #mayChange(
    entity: Entity,
    id: string,
    options: { credentials: CallerCredentials },
  ): Promise<void> {
    const { intent } = await this.#service.get(entity, id, options);
    this.#trustedServices.check(options.credentials);
    const [maySee, mayDo] = await this.#authorizer.decide(
      entity,
      [persistenceVolumeReadPermission, permissionFor(intent.kind)],
      options,
    );
    if (!mayDo) {
      throw new NotAllowedError(maySee ? mayNotDo(intent.kind) : MAY_NOT_SEE);
    }
  }

  async #mayDo(
    intent: IntentKind,
    entity: Entity,
    options: { credentials: CallerCredentials },
  ): Promise<void> {
    this.#trustedServices.check(options.credentials);
    await this.#authorizer.demand(entity, [permissionFor(intent)], {
      ...options,
      refusal: mayNotDo(intent),
    });
  }
}
