import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadKubeconfig } from '../sources/loadKubeconfig';
import { KubeconfigAccess } from './KubeconfigAccess';

const SECOND = 1_000;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubeconfig-'));
});

afterEach(async () => {
  jest.useRealTimers();
  await rm(folder, { recursive: true, force: true });
});

async function write(
  user: object,
  cluster: object = {},
  server = 'https://cluster.test:6443/',
): Promise<void> {
  await writeFile(
    join(folder, 'config'),
    JSON.stringify({
      'current-context': 'main',
      clusters: [{ name: 'c', cluster: { server, ...cluster } }],
      users: [{ name: 'u', user }],
      contexts: [{ name: 'main', context: { cluster: 'c', user: 'u' } }],
    }),
  );
}

function create(): KubeconfigAccess {
  return KubeconfigAccess.create({
    load: () =>
      loadKubeconfig({
        key: 'test',
        name: 'c',
        reachedBy: { kind: 'kubeconfig', file: join(folder, 'config') },
      }),
  });
}

/** A credential plugin that counts its runs in its token. */
async function plugin(status: object = {}): Promise<object> {
  const script = join(folder, 'plugin.cjs');
  const runs = join(folder, 'runs');
  await writeFile(
    script,
    `const { appendFileSync, readFileSync } = require('node:fs');
     appendFileSync(${JSON.stringify(runs)}, 'x');
     const run = readFileSync(${JSON.stringify(runs)}, 'utf8').length;
     console.log(JSON.stringify({ kind: 'ExecCredential', status: { token: 'run-' + run, ...${JSON.stringify(status)} } }));`,
  );
  return { exec: { command: process.execPath, args: [script] } };
}

describe('access by a kubeconfig', () => {
  it('has the address without a slash at its end', async () => {
    await write({});

    expect(await create().current()).toEqual({
      server: 'https://cluster.test:6443',
      headers: {},
      tls: {},
    });
  });

  it('has tokens', async () => {
    await write({ token: 'abc' });

    expect((await create().current()).headers).toEqual({
      authorization: 'Bearer abc',
    });
  });

  it('has name and password', async () => {
    await write({ username: 'me', password: 'secret' });

    expect((await create().current()).headers).toEqual({
      authorization: `Basic ${Buffer.from('me:secret').toString('base64')}`,
    });
  });

  it('has whom to impersonate', async () => {
    await write({ token: 'abc', as: 'system:serviceaccount:a:b' });

    expect((await create().current()).headers).toMatchObject({
      'impersonate-user': 'system:serviceaccount:a:b',
    });
  });

  it('has certificates, inline or in files beside the kubeconfig', async () => {
    await writeFile(join(folder, 'ca.crt'), 'CA');
    await write(
      {
        'client-certificate-data': Buffer.from('CERT').toString('base64'),
        'client-key-data': Buffer.from('KEY').toString('base64'),
      },
      { 'certificate-authority': 'ca.crt', 'tls-server-name': 'kubernetes' },
    );
    const { tls } = await create().current();

    expect(tls).toEqual({
      ca: Buffer.from('CA'),
      cert: Buffer.from('CERT'),
      key: Buffer.from('KEY'),
      servername: 'kubernetes',
      rejectUnauthorized: undefined,
    });
  });

  it('verifies certificates unless told otherwise', async () => {
    await write({}, { 'insecure-skip-tls-verify': true });

    expect((await create().current()).tls.rejectUnauthorized).toBe(false);
  });

  it('has the proxy', async () => {
    await write({}, { 'proxy-url': 'http://proxy.test:3128' });

    expect(await create().current()).toMatchObject({
      proxyUrl: 'http://proxy.test:3128',
      webSocketAgent: expect.anything(),
    });
  });

  it('may be without TLS', async () => {
    await write({ token: 'abc' }, {}, 'http://127.0.0.1:8001');

    expect(await create().current()).toMatchObject({
      server: 'http://127.0.0.1:8001',
      headers: { authorization: 'Bearer abc' },
    });
  });
});

describe('files that change', () => {
  it('are read again after half a minute, and not before', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
    await writeFile(join(folder, 'token'), 'old\n');
    await write({
      'auth-provider': {
        name: 'tokenFile',
        config: { tokenFile: join(folder, 'token') },
      },
    });
    const access = create();
    const first = await access.current();
    await writeFile(join(folder, 'token'), 'new\n');
    jest.advanceTimersByTime(29 * SECOND);
    expect(await access.current()).toBe(first);
    jest.advanceTimersByTime(2 * SECOND);

    expect(first.headers.authorization).toBe('Bearer old');
    expect((await access.current()).headers.authorization).toBe('Bearer new');
  });

  it('are read again at once when the cluster refuses', async () => {
    await write({ token: 'old' });
    const access = create();
    const first = await access.current();
    await write({ token: 'new' });
    await access.renew(first);

    expect((await access.current()).headers.authorization).toBe('Bearer new');
  });

  it('change nothing while they cannot be read', async () => {
    await write({ token: 'old' });
    const access = create();
    const first = await access.current();
    await writeFile(join(folder, 'config'), '{"half');
    await access.renew(first);
    expect((await access.current()).headers.authorization).toBe('Bearer old');
    await rm(join(folder, 'config'));
    await access.renew(await access.current());

    expect((await access.current()).headers.authorization).toBe('Bearer old');
  });
});

describe('a credential plugin', () => {
  const runs = () =>
    readFile(join(folder, 'runs'), 'utf8').then(text => text.length);

  it('runs once for many calls', async () => {
    await write(await plugin());
    const access = create();
    const all = await Promise.all([1, 2, 3].map(() => access.current()));

    expect(all.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer run-1',
      'Bearer run-1',
      'Bearer run-1',
    ]);
    expect(await runs()).toBe(1);
  });

  it('runs once more when many calls were refused at once', async () => {
    await write(await plugin());
    const access = create();
    const first = await access.current();
    await Promise.all([1, 2, 3].map(() => access.renew(first)));
    await access.current();
    await access.renew(first);

    expect((await access.current()).headers.authorization).toBe('Bearer run-2');
    expect(await runs()).toBe(2);
  });

  it('does not run again after half a minute unless its answer expired', async () => {
    jest.useFakeTimers({
      doNotFake: ['nextTick', 'setImmediate'],
      now: new Date('2026-11-21T13:00:00Z'),
    });
    await write(await plugin({ expirationTimestamp: '2026-11-21T13:01:00Z' }));
    const access = create();
    await access.current();
    jest.advanceTimersByTime(31 * SECOND);
    expect((await access.current()).headers.authorization).toBe('Bearer run-1');
    jest.advanceTimersByTime(31 * SECOND);

    expect((await access.current()).headers.authorization).toBe('Bearer run-2');
  });

  it('may give certificates', async () => {
    await write(
      await plugin({
        token: undefined,
        clientCertificateData: 'CERT',
        clientKeyData: 'KEY',
      }),
    );

    expect((await create().current()).tls).toMatchObject({
      cert: 'CERT',
      key: 'KEY',
    });
  });

  it('that fails is told with the first line that it said', async () => {
    await write({
      exec: {
        command: process.execPath,
        args: ['-e', 'console.error("log in first\\nmore"); process.exit(1)'],
      },
    });

    await expect(create().current()).rejects.toThrow(
      /^the credentials cannot be read: log in first$/,
    );
  });

  it('that does not exist is told', async () => {
    await write({ exec: { command: join(folder, 'missing') } });

    await expect(create().current()).rejects.toThrow('ENOENT');
  });

  it('that prints something else is told without what it printed', async () => {
    await write({
      exec: {
        command: process.execPath,
        args: ['-e', 'console.log("eyJhbGciOi")'],
      },
    });
    const error = await create()
      .current()
      .catch(reason => reason);

    expect(error.message).toBe(
      'the credentials cannot be read: the credential plugin printed something that is not JSON',
    );
    expect(error.cause).toBeUndefined();
  });
});
