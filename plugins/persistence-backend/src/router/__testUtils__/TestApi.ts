import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import type { PlanService, OperationService } from '../../operations';
import { operation, plan } from '../../authorization/__testUtils__/samples';
import { component } from '../../status/testing';
import { createRouter } from '../createRouter';
import type { RouterOptions } from '../RouterOptions';
import express from 'express';
import request, { type Test } from 'supertest';
import { Conformity, type Method } from './Conformity';

/** The routes over HTTP, as Backstage answers for them, in front of services that do what a test says. */
export class TestApi {
  readonly entity = component({ name: 'guestbook' });
  readonly auditor = mockServices.auditor.mock();
  readonly logger = mockServices.logger.mock();
  readonly succeed = jest.fn();
  readonly fail = jest.fn();
  readonly getEntityByRef = jest.fn();
  readonly plan = jest.fn<
    ReturnType<PlanService['plan']>,
    Parameters<PlanService['plan']>
  >();
  readonly operations: jest.Mocked<OperationService> = {
    start: jest.fn(),
    list: jest.fn(),
    subjectOf: jest.fn(),
    get: jest.fn(),
    undo: jest.fn(),
    cancel: jest.fn(),
  };
  readonly status: jest.Mocked<RouterOptions['status']> = {
    status: jest.fn(),
    options: jest.fn(),
  };
  readonly #app = express();
  readonly #conformity = Conformity.create();

  constructor() {
    this.#app.use(
      createRouter({
        auditor: this.auditor,
        logger: this.logger,
        httpAuth: mockServices.httpAuth(),
        catalog: { getEntityByRef: this.getEntityByRef },
        status: this.status,
        plans: { plan: this.plan },
        operations: this.operations,
      }),
      mockErrorHandler(),
    );
  }

  /** Forgets what was asked. Everything is there, and everything is allowed. */
  reset(): void {
    jest.resetAllMocks();
    this.succeed.mockResolvedValue(undefined);
    this.fail.mockResolvedValue(undefined);
    this.auditor.createEvent.mockResolvedValue({
      success: this.succeed,
      fail: this.fail,
    });
    this.getEntityByRef.mockResolvedValue(this.entity);
    this.plan.mockResolvedValue(plan());
    const { start, list, subjectOf, get, undo, cancel } = this.operations;
    start.mockResolvedValue({ operation: operation(), created: true });
    list.mockResolvedValue({ items: [operation()] });
    subjectOf.mockResolvedValue(operation());
    get.mockResolvedValue(operation());
    undo.mockResolvedValue(operation({ undoOf: operation().id }));
    cancel.mockResolvedValue(operation({ state: 'cancelling' }));
  }

  /** Asks as a user. */
  ask(method: Method | 'put' | 'patch' | 'delete', path: string): Test {
    return request(this.#app)
      [method](path)
      .set('authorization', mockCredentials.user.header());
  }

  /** Whether anything was looked up, in the catalog or behind a service. */
  get lookedUp(): boolean {
    return [
      this.getEntityByRef,
      this.plan,
      ...Object.values(this.operations),
      ...Object.values(this.status),
    ].some(({ mock }) => mock.calls.length > 0);
  }

  /** What is wrong with an answer. */
  errorsOf(method: Method, path: string, response: request.Response): string[] {
    return this.#conformity.errorsOfResponse(path, response, method);
  }

  /** What is wrong with what is posted. */
  errorsOfRequest(path: string, body: unknown): string[] {
    return this.#conformity.errorsOfRequest(path, body, 'post');
  }
}
