import type { Step } from '../planning';
import type { StepHandler } from './StepHandler';

/** The handlers of all kinds of steps. */
export type HandlerTable = {
  readonly [K in Step['kind']]: StepHandler<Extract<Step, { kind: K }>>;
};

/** Finds the handler of a step. */
export class StepHandlers {
  readonly #handlers: HandlerTable;

  private constructor(handlers: HandlerTable) {
    this.#handlers = handlers;
  }

  static create(handlers: HandlerTable): StepHandlers {
    return new StepHandlers(handlers);
  }

  of<K extends Step['kind']>(step: {
    kind: K;
  }): StepHandler<Extract<Step, { kind: K }>> {
    return this.#handlers[step.kind];
  }
}
