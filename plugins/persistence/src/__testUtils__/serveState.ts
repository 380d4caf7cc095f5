import { delay, http, HttpResponse } from 'msw';
import type { SetupServer } from 'msw/node';
import {
  createDevStates,
  DevBackend,
  type DevAnswer,
  type DevRequest,
  type DevResponse,
  type DevState,
} from '../../dev/states';

/** The state with this id, with times around the present. */
export function devState(id: string): DevState {
  const found = createDevStates().find(state => state.id === id);
  if (!found) {
    throw new Error(`There is no state '${id}'`);
  }
  return found;
}

/** The body of the first answer of a state. */
export function answerOf(id: string) {
  const [answer] = devState(id).answers;
  if (answer.kind !== 'answer') {
    throw new Error(`The state '${id}' does not begin with an answer`);
  }
  return answer.body;
}

/** What was asked of the REST API. */
export interface Served {
  /** How often the entity was asked for. */
  readonly count: number;
  /** Every request, oldest first. */
  readonly requests: readonly DevRequest[];
}

/**
 * Lets the REST API answer with these answers about the entity, one after the other; the last one stays. A whole state brings along
 * what else is asked.
 */
export function serve(
  server: SetupServer,
  state: DevAnswer[] | DevState,
): Served {
  const backend = DevBackend.create(
    Array.isArray(state) ? asState(state) : state,
  );
  const requests: DevRequest[] = [];
  server.use(
    http.all('*/api/persistence/*', async ({ request }) => {
      const { method, url } = request;
      requests.push({ method, url });
      return toHttp(backend.respond({ method, url }));
    }),
  );
  return {
    requests,
    get count() {
      return backend.answered;
    },
  };
}

function asState(answers: DevAnswer[]): DevState {
  const [first, ...others] = answers;
  return { id: 'answers', title: 'Answers', answers: [first, ...others] };
}

/** An answer as msw gives it. */
export async function toHttp(response: DevResponse): Promise<Response> {
  switch (response.kind) {
    case 'answer':
      return HttpResponse.json(
        { ...response.body },
        { status: response.status ?? 200 },
      );
    case 'error': {
      const { status, name, message } = response;
      return HttpResponse.json(
        {
          error: { name, message },
          request: { method: 'GET', url: '/entities' },
          response: { statusCode: status },
        },
        { status },
      );
    }
    case 'broken':
      return HttpResponse.error();
    default:
      await delay('infinite');
      return HttpResponse.error();
  }
}
