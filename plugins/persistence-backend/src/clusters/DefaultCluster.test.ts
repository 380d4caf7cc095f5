import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AccessProvider } from './access/AccessProvider';
import type { ClusterAccess } from './access/ClusterAccess';
import { FixedAccess } from './access/FixedAccess';
import { errorOf } from './__testUtils__/errorOf';
import { TestServer } from './__testUtils__/TestServer';
import { DefaultCluster } from './DefaultCluster';
import { eventually } from './testing';

const TOKEN = 'eyJhbGciOi.not-for-anybody';

let server: TestServer;
let cluster: DefaultCluster;
let answer: (request: IncomingMessage, response: ServerResponse) => void;

function json(value: unknown, code = 200, headers: object = {}): void {
  answer = (_, response) => {
    response.writeHead(code, {
      'content-type': 'application/json',
      ...headers,
    });
    response.end(JSON.stringify(value));
  };
}

function status(code: number, more: object = {}, headers: object = {}): void {
  json({ kind: 'Status', status: 'Failure', code, ...more }, code, headers);
}

function body(text: string, code: number, headers: object = {}): void {
  answer = (_, response) => {
    response.writeHead(code, { ...headers });
    response.end(text);
  };
}

beforeEach(async () => {
  json({ ok: true });
  server = await TestServer.start((request, response) =>
    answer(request, response),
  );
  cluster = DefaultCluster.create({
    name: 'c1',
    access: FixedAccess.create({
      server: `${server.url}/base/`,
      headers: { authorization: `Bearer ${TOKEN}` },
    }),
  });
});

afterEach(async () => {
  await cluster.close();
  await server.stop();
});

describe('a call', () => {
  it('is sent with its query, body, media types and credentials', async () => {
    const result = await cluster.request({
      method: 'PATCH',
      path: '/api/v1/namespaces/ä',
      query: { dryRun: 'All', force: undefined, limit: 5, strict: true },
      body: { text: 'blau – 青' },
      contentType: 'application/merge-patch+json',
      accept: 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
    });

    expect(result).toEqual({ ok: true });
    expect(server.requests).toEqual([
      {
        method: 'PATCH',
        url: '/base/api/v1/namespaces/%C3%A4?dryRun=All&limit=5&strict=true',
        body: '{"text":"blau – 青"}',
        headers: expect.objectContaining({
          authorization: `Bearer ${TOKEN}`,
          accept:
            'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
          'content-type': 'application/merge-patch+json',
        }),
      },
    ]);
  });

  it('is a GET for JSON without a body unless told', async () => {
    await cluster.request({ path: '/version' });

    expect(server.requests[0]).toMatchObject({
      method: 'GET',
      url: '/base/version',
      body: '',
      headers: { accept: 'application/json' },
    });
    expect(server.requests[0].headers).not.toHaveProperty('content-type');
  });

  it('tells warnings', async () => {
    json({}, 201, {
      warning: [
        '299 - "would violate PodSecurity \\"restricted:latest\\""',
        '299 - "second"',
      ],
    });
    const warnings: string[] = [];
    await cluster.request({
      path: '/x',
      onWarning: warning => warnings.push(warning),
    });

    expect(warnings).toEqual([
      'would violate PodSecurity "restricted:latest"',
      'second',
    ]);
  });

  it('keeps to two connections, however many calls there are at once', async () => {
    answer = (_, response) => setTimeout(() => response.end('{}'), 5);
    await Promise.all(
      Array.from({ length: 20 }, () => cluster.request({ path: '/x' })),
    );

    expect(server.requests).toHaveLength(20);
    expect(server.mostConnections).toBeLessThanOrEqual(2);
  });
});

describe('an answer that is no success', () => {
  it('tells status and reason as Kubernetes does', async () => {
    status(409, { reason: 'AlreadyExists', message: 'pods "a" exists' });

    expect(await errorOf(cluster.request({ path: '/x' }))).toMatchObject({
      name: 'ClusterError',
      kind: 'rejected',
      cluster: 'c1',
      status: 409,
      reason: 'AlreadyExists',
      retryAfterSeconds: undefined,
      message: 'GET /x at cluster \'c1\': pods "a" exists (409 AlreadyExists)',
      words: 'pods "a" exists',
    });
  });

  it('tells when to try again: by header', async () => {
    status(429, { reason: 'TooManyRequests' }, { 'retry-after': '7' });

    expect(await errorOf(cluster.request({ path: '/x' }))).toMatchObject({
      status: 429,
      retryAfterSeconds: 7,
    });
  });

  it('tells when to try again: by details', async () => {
    status(504, { details: { retryAfterSeconds: 3 } });

    expect(await errorOf(cluster.request({ path: '/x' }))).toMatchObject({
      retryAfterSeconds: 3,
    });
  });

  it.each([
    ['a line', '404 page not found\n', '404 page not found'],
    ['a page', '<html>Sign in</html>', 'it did not say why'],
    ['nothing', '', 'it did not say why'],
    ['a string as JSON', '"a string"', '"a string"'],
    ['null', 'null', 'null'],
    ['very much', 'x'.repeat(5000), `${'x'.repeat(300)}…`],
  ])('may be %s', async (_, text, words) => {
    body(text, 404);

    expect(await errorOf(cluster.request({ path: '/x' }))).toMatchObject({
      kind: 'rejected',
      status: 404,
      reason: undefined,
      message: `GET /x at cluster 'c1': ${words} (404)`,
    });
  });

  it('is also a redirect: nobody follows it with our credentials', async () => {
    body('', 302, { location: `${server.url}/elsewhere` });

    expect(await errorOf(cluster.request({ path: '/x' }))).toMatchObject({
      kind: 'rejected',
      status: 302,
    });
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    [401, 'rejected'],
    [403, 'rejected'],
    [404, 'unreachable'],
    [500, 'unreachable'],
  ])(
    'with %s of the Kubernetes plugin itself is %s',
    async (code, expectedKind) => {
      json({ error: { name: 'SomeError', message: 'words' } }, code);

      const error = await errorOf(cluster.request({ path: '/x' }));
      expect(error).toMatchObject({
        kind: expectedKind,
        status: code,
        reason: 'SomeError',
      });
      expect(error.message).toMatch(/Kubernetes plugin.*words/);
    },
  );

  it('never repeats our token', async () => {
    answer = ({ headers }, response) => {
      response.writeHead(400);
      response.end(`bad header ${headers.authorization}`);
    };
    const error = await errorOf(cluster.request({ path: '/x' }));

    expect(error.message).toContain('bad header Bearer [secret]');
    expect(
      JSON.stringify(error, Object.getOwnPropertyNames(error)),
    ).not.toContain(TOKEN);
  });
});

describe('an answer that is not JSON', () => {
  it('is an error that does not repeat it', async () => {
    body('<html>a-secret</html>', 200);
    const error = await errorOf(cluster.request({ path: '/x' }));

    expect(error).toMatchObject({
      kind: 'protocol',
      message: "GET /x at cluster 'c1': the answer is not JSON",
    });
    expect(error.cause).toBeUndefined();
  });
});

describe('a connection', () => {
  it('that cannot be made is unreachable', async () => {
    await server.stop();

    expect(await errorOf(cluster.request({ path: '/x' }))).toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('that breaks before the answer is unreachable', async () => {
    answer = request => request.socket.destroy();

    expect(await errorOf(cluster.request({ path: '/x' }))).toMatchObject({
      kind: 'unreachable',
    });
  });

  it('that breaks in the answer is unreachable', async () => {
    answer = (_, response) =>
      response.write('{"half":', () => response.destroy());

    expect(await errorOf(cluster.request({ path: '/x' }))).toMatchObject({
      kind: 'unreachable',
    });
  });

  it('is made anew after that', async () => {
    answer = request => request.socket.destroy();
    await errorOf(cluster.request({ path: '/x' }));
    json({ again: true });

    expect(await cluster.request({ path: '/x' })).toEqual({ again: true });
  });
});

describe('a deadline', () => {
  it('ends a call that is never answered', async () => {
    answer = () => {};

    expect(
      await errorOf(cluster.request({ path: '/x', deadlineMs: 50 })),
    ).toMatchObject({
      kind: 'timeout',
      message: "GET /x at cluster 'c1': no answer within 50 ms",
    });
    await eventually(() => expect(server.open).toBe(0));
  });

  it('ends a call whose answer does not end', async () => {
    answer = (_, response) => response.write('{');

    expect(
      await errorOf(cluster.request({ path: '/x', deadlineMs: 50 })),
    ).toMatchObject({ kind: 'timeout' });
  });

  it('ends a call that waits for credentials', async () => {
    const slow = DefaultCluster.create({
      name: 'slow',
      access: {
        current: () => new Promise<ClusterAccess>(() => {}),
        renew: async () => {},
      },
    });

    expect(
      await errorOf(slow.request({ path: '/x', deadlineMs: 50 })),
    ).toMatchObject({ kind: 'timeout' });
  });
});

describe('the caller', () => {
  it('ends a call', async () => {
    const abort = new AbortController();
    answer = () => abort.abort();

    expect(
      await errorOf(cluster.request({ path: '/x', signal: abort.signal })),
    ).toMatchObject({ kind: 'aborted' });
  });

  it('ends a call before it begins', async () => {
    expect(
      await errorOf(
        cluster.request({ path: '/x', signal: AbortSignal.abort() }),
      ),
    ).toMatchObject({ kind: 'aborted' });
    expect(server.requests).toEqual([]);
  });
});

describe('close', () => {
  it('ends calls and connections', async () => {
    answer = () => {};
    const call = errorOf(cluster.request({ path: '/x' }));
    await eventually(() => expect(server.requests).toHaveLength(1));
    await cluster.close();

    expect(await call).toMatchObject({ kind: 'aborted' });
    await eventually(() => expect(server.open).toBe(0));
  });

  it('leaves nothing to call', async () => {
    await cluster.close();

    expect(await errorOf(cluster.request({ path: '/x' }))).toMatchObject({
      kind: 'aborted',
      message: "GET /x at cluster 'c1': the cluster is no longer used",
    });
    expect(server.requests).toEqual([]);
  });
});

describe('credentials that the cluster refuses', () => {
  class RenewedAccess implements AccessProvider {
    renewals = 0;

    async current(): Promise<ClusterAccess> {
      return {
        server: server.url,
        headers: { authorization: `Bearer token-${this.renewals}` },
        tls: {},
      };
    }

    async renew(): Promise<void> {
      this.renewals += 1;
    }
  }

  function acceptOnly(token: string) {
    answer = ({ headers }, response) => {
      const known = headers.authorization === `Bearer ${token}`;
      response.writeHead(known ? 200 : 401);
      response.end(JSON.stringify(known ? {} : { kind: 'Status', code: 401 }));
    };
  }

  it('are renewed once, and the call is made again with its body', async () => {
    const access = new RenewedAccess();
    cluster = DefaultCluster.create({ name: 'c1', access });
    acceptOnly('token-1');
    await cluster.request({ method: 'POST', path: '/x', body: { a: 1 } });

    expect(access.renewals).toBe(1);
    expect(server.requests.map(request => request.body)).toEqual([
      '{"a":1}',
      '{"a":1}',
    ]);
  });

  it('are told when new ones are refused too', async () => {
    const access = new RenewedAccess();
    cluster = DefaultCluster.create({ name: 'c1', access });
    acceptOnly('another');

    expect(await errorOf(cluster.request({ path: '/x' }))).toMatchObject({
      kind: 'rejected',
      status: 401,
    });
    expect(access.renewals).toBe(1);
    expect(server.requests).toHaveLength(2);
  });

  it('are renewed for a watch', async () => {
    const access = new RenewedAccess();
    cluster = DefaultCluster.create({ name: 'c1', access });
    acceptOnly('token-1');
    // The answer `{}` is no event: the watch began.
    await expect(
      cluster.watch('/x')[Symbol.asyncIterator]().next(),
    ).rejects.toMatchObject({ kind: 'protocol' });

    expect(access.renewals).toBe(1);
  });
});

describe('certificates that change', () => {
  it('get connections of their own, and calls that run are not disturbed', async () => {
    let servername = 'one';
    cluster = DefaultCluster.create({
      name: 'c1',
      access: {
        current: async () => ({
          server: server.url,
          headers: {},
          tls: { servername },
        }),
        renew: async () => {},
      },
    });
    let finish: (() => void) | undefined;
    answer = (_, response) => {
      finish = () => response.end('{"old":true}');
    };
    const old = cluster.request({ path: '/old' });
    await eventually(() => expect(finish).toBeDefined());
    servername = 'two';
    json({});
    await cluster.request({ path: '/new' });
    finish?.();

    expect(await old).toEqual({ old: true });
    expect(server.connectionCount).toBe(2);
    await eventually(() => expect(server.open).toBe(1));
  });
});
