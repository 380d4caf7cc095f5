import { http, HttpResponse } from 'msw';
import { useMockServer } from './mockServer';

describe('useMockServer', () => {
  const server = useMockServer();

  it('answers requests that have a handler', async () => {
    server.use(
      http.get('http://127.0.0.1:9/greeting', () => HttpResponse.text('hello')),
    );

    const response = await fetch('http://127.0.0.1:9/greeting');

    expect(await response.text()).toBe('hello');
  });

  it('fails a request that no handler answers, and says which', async () => {
    const printed = jest.spyOn(console, 'error').mockImplementation(() => {});

    await expect(fetch('http://127.0.0.1:9/unexpected')).rejects.toThrow();

    expect(printed.mock.calls.flat().join(' ')).toContain('/unexpected');
    printed.mockRestore();
  });
});
