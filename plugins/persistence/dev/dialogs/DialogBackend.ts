import type {
  Intent,
  Operation,
  Plan,
  Target,
} from 'backstage-plugin-persistence-common';
import type { DevRequest, DevResponse } from '../states';
import type { DialogState, StartAnswer } from './DialogState';

/** A request with what was posted. */
export interface DialogRequest extends DevRequest {
  body?: unknown;
}

/** What is posted to have something planned or carried out. */
interface Posted {
  target: Target;
  intent: Intent;
  planId?: string;
}

/** The part of the REST API that dialogs talk to, answering as a state says. */
export class DialogBackend {
  static create(state: DialogState): DialogBackend {
    return new DialogBackend(state);
  }

  readonly #state: DialogState;
  #planned = 0;
  #started = 0;
  #last?: Plan;

  private constructor(state: DialogState) {
    this.#state = state;
  }

  respond({ method, url, body }: DialogRequest): DevResponse {
    const { pathname } = new URL(url, 'http://localhost');
    if (method === 'GET' && pathname.endsWith('/options')) {
      return { kind: 'answer', body: this.#state.options };
    }
    if (method === 'POST' && pathname.endsWith('/plans')) {
      return this.#plan(body as Posted);
    }
    if (method === 'POST') {
      return this.#start();
    }
    return error(404, 'NotFoundError', `${method} ${pathname}`);
  }

  #plan({ intent }: Posted): DevResponse {
    const found = this.#state.plan(intent);
    if (!('fingerprint' in found)) {
      return found;
    }
    this.#planned += 1;
    this.#last = { ...found, id: `plan-${this.#planned}` };
    return { kind: 'answer', body: this.#last };
  }

  #start(): DevResponse {
    const { starts, question } = this.#state;
    const answer: StartAnswer | undefined =
      starts?.[Math.min(this.#started, starts.length - 1)];
    this.#started += 1;
    if (!answer) {
      const body =
        question.kind === 'undo'
          ? undoOf(question.operation)
          : operationOf(this.#last);
      return { kind: 'answer', status: 202, body };
    }
    switch (answer.kind) {
      case 'refused': {
        const { status, name, plan } = answer;
        return refusal(status, name, { plan });
      }
      case 'in-progress':
        return refusal(409, 'OperationInProgress', {
          operation: answer.operation,
        });
      default:
        return answer;
    }
  }
}

/** What begins with an undo. */
function undoOf(operation: Operation): Operation {
  return { ...operation, id: 'undo-1', undoOf: operation.id };
}

/** What begins with a plan. */
function operationOf(plan: Plan | undefined): Operation | object {
  return plan
    ? {
        id: `operation-of-${plan.id}`,
        entityRef: plan.entityRef,
        target: plan.target,
        intent: plan.intent,
        plan,
        state: 'queued',
        steps: plan.steps.map(step => ({ ...step, state: 'waiting' })),
        actor: { type: 'user', ref: 'user:default/ada' },
        createdAt: new Date().toISOString(),
        undoable: false,
      }
    : {};
}

function refusal(
  status: number,
  name: string,
  part: { plan: Plan } | { operation: Operation },
): DevResponse {
  return {
    kind: 'answer',
    status,
    body: {
      error: { name, message: name, ...part },
      request: { method: 'POST', url: '/operations' },
      response: { statusCode: status },
    },
  };
}

function error(status: number, name: string, message: string): DevResponse {
  return { kind: 'error', status, name, message };
}
