import { delay, http, HttpResponse } from 'msw';
import type { SetupServer } from 'msw/node';
import {
  createDevStates,
  type DevAnswer,
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

/**
 * Lets the REST API answer with these answers, one after the other; the last one stays.
 *
 * @returns how often it was asked
 */
export function serve(
  server: SetupServer,
  answers: DevAnswer[],
): { readonly count: number } {
  const requests = { count: 0 };
  server.use(
    http.get('*/api/persistence/entities/:kind/:namespace/:name', async () => {
      const answer = answers[Math.min(requests.count, answers.length - 1)];
      requests.count += 1;
      switch (answer.kind) {
        case 'answer':
          return HttpResponse.json({ ...answer.body });
        case 'error': {
          const { status, name, message } = answer;
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
    }),
  );
  return requests;
}
