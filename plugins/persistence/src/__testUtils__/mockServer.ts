import { setupServer, type SetupServer } from 'msw/node';

/**
 * A server for the tests of a file. A request that no handler answers fails the request, instead of reaching a real server:
 * Backstage's own hook does not do that with msw 3, which renamed the option.
 */
export function useMockServer(): SetupServer {
  const server = setupServer();
  beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());
  return server;
}
