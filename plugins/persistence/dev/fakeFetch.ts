import type { DevState } from './states';

/** A REST API that answers as a state says. */
export function createFakeFetch({ answers }: DevState): typeof fetch {
  let requests = 0;
  return async (input, init) => {
    const answer = answers[Math.min(requests, answers.length - 1)];
    requests += 1;
    switch (answer.kind) {
      case 'answer':
        return Response.json(answer.body);
      case 'error': {
        const { status, name, message } = answer;
        return Response.json(
          {
            error: { name, message },
            request: { method: init?.method ?? 'GET', url: String(input) },
            response: { statusCode: status },
          },
          { status },
        );
      }
      case 'broken':
        throw new TypeError('Failed to fetch');
      default:
        return new Promise(() => {});
    }
  };
}
