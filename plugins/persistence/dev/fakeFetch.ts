import {
  DevBackend,
  type DevRequest,
  type DevResponse,
  type DevState,
} from './states';

/** A REST API that answers as a state says. */
export function createFakeFetch(state: DevState): typeof fetch {
  const backend = DevBackend.create(state);
  return fetchFrom(request => backend.respond(request));
}

/** A REST API that answers as a function says. */
export function fetchFrom(
  respond: (request: DevRequest & { body?: unknown }) => DevResponse,
): typeof fetch {
  return async (input, init) => {
    const method = init?.method ?? 'GET';
    const url = input instanceof Request ? input.url : String(input);
    const body =
      typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
    const response = respond({ method, url, body });
    switch (response.kind) {
      case 'answer':
        return Response.json(response.body, { status: response.status ?? 200 });
      case 'error': {
        const { status, name, message } = response;
        return Response.json(
          {
            error: { name, message },
            request: { method, url },
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
