import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadKubeconfig } from './loadKubeconfig';
import type { ClusterOptions } from './readClusterOptions';

const KEY = 'persistence.clusters[0]';
const CONFIG = {
  'current-context': 'main',
  clusters: [
    { name: 'c', cluster: { server: 'https://one.test' } },
    { name: 'd', cluster: { server: 'https://two.test' } },
  ],
  users: [{ name: 'u', user: { token: 'a-secret' } }],
  contexts: [
    { name: 'main', context: { cluster: 'c', user: 'u' } },
    { name: 'other', context: { cluster: 'd', user: 'u' } },
    { name: 'lost', context: { cluster: 'missing', user: 'u' } },
    { name: 'nobody', context: { cluster: 'c', user: 'missing' } },
  ],
};

let folder: string;
const environment = { ...process.env };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubeconfig-'));
});

afterEach(async () => {
  process.env = { ...environment };
  await rm(folder, { recursive: true, force: true });
});

function load(
  reachedBy: Partial<
    Extract<ClusterOptions['reachedBy'], { kind: 'kubeconfig' }>
  >,
) {
  return loadKubeconfig({
    key: KEY,
    name: 'a',
    reachedBy: { kind: 'kubeconfig', ...reachedBy },
  });
}

async function write(content: unknown = CONFIG): Promise<string> {
  const file = join(folder, 'config');
  await writeFile(
    file,
    typeof content === 'string' ? content : JSON.stringify(content),
  );
  return file;
}

describe('a kubeconfig', () => {
  it('has its current context', async () => {
    const config = load({ file: await write() });

    expect(config.getCurrentCluster()?.server).toBe('https://one.test');
  });

  it('has the context that is named', async () => {
    const config = load({ file: await write(), context: 'other' });

    expect(config.getCurrentCluster()?.server).toBe('https://two.test');
  });

  it('is the default one where only a context is named', async () => {
    process.env.KUBECONFIG = await write();

    expect(load({ context: 'other' }).getCurrentCluster()?.server).toBe(
      'https://two.test',
    );
  });

  it('that is missing is told with its path', () => {
    const file = join(folder, 'missing');

    expect(() => load({ file })).toThrow(
      `Invalid config at ${KEY}.kubeconfig: the file ${file} cannot be read (ENOENT)`,
    );
  });

  it('that is a folder is told', () => {
    expect(() => load({ file: folder })).toThrow('cannot be read (EISDIR)');
  });

  it.each([
    ['empty', ' \n'],
    ['no YAML', 'token: "a-secret\nx'],
    ['something else', '- a-secret'],
    ['without a server', { ...CONFIG, clusters: [{ name: 'c', cluster: {} }] }],
  ])('that is %s is told without its content', async (_, content) => {
    const file = await write(content);
    const attempt = () => load({ file });

    expect(attempt).toThrow(`Invalid config at ${KEY}`);
    expect(attempt).not.toThrow('a-secret');
  });

  it('without the context tells which there are', async () => {
    const file = await write();

    expect(() => load({ file, context: 'prod' })).toThrow(
      `Invalid config at ${KEY}.context: the kubeconfig has no context 'prod'; it has 'main', 'other', 'lost', 'nobody'`,
    );
  });

  it('without a current context asks for one', async () => {
    const file = await write({ ...CONFIG, 'current-context': undefined });

    expect(() => load({ file })).toThrow(
      `Invalid config at ${KEY}: the kubeconfig has no current context: add context, one of 'main', 'other'`,
    );
  });

  it.each([
    ['lost', "names the cluster 'missing'"],
    ['nobody', "names the user 'missing'"],
  ])('whose context %s leads nowhere is told', async (context, words) => {
    const file = await write();

    expect(() => load({ file, context })).toThrow(words);
  });

  it('that is the default one and not there is told', () => {
    delete process.env.KUBECONFIG;
    process.env.HOME = folder;

    expect(() => load({ context: 'prod' })).toThrow(
      `Invalid config at ${KEY}.context: there is no default kubeconfig: KUBECONFIG is not set, and there is no ${folder}/.kube/config`,
    );
  });

  it('that is the default one and cannot be read is told', () => {
    process.env.KUBECONFIG = join(folder, 'missing');

    expect(() => load({ context: 'prod' })).toThrow(
      `Invalid config at ${KEY}.context: the default kubeconfig cannot be read (ENOENT)`,
    );
  });
});

describe('inCluster', () => {
  const account = 'var/run/secrets/kubernetes.io/serviceaccount';

  function loadInCluster() {
    return loadKubeconfig(
      { key: KEY, name: 'home', reachedBy: { kind: 'inCluster' } },
      folder,
    );
  }

  beforeEach(() => {
    process.env.KUBERNETES_SERVICE_HOST = '10.0.0.1';
    process.env.KUBERNETES_SERVICE_PORT = '443';
  });

  it('has the address and the files of the service account', async () => {
    await mkdir(join(folder, account), { recursive: true });
    await writeFile(join(folder, account, 'ca.crt'), 'CA');
    await writeFile(join(folder, account, 'token'), 'abc');
    const config = loadInCluster();

    expect(config.getCurrentCluster()).toMatchObject({
      server: 'https://10.0.0.1:443',
      caFile: join(folder, account, 'ca.crt'),
    });
  });

  it('says when it is not in a cluster', () => {
    delete process.env.KUBERNETES_SERVICE_HOST;

    expect(loadInCluster).toThrow(
      `Invalid config at ${KEY}.inCluster: this process does not run in a cluster`,
    );
  });

  it('says when the pod has no service account', () => {
    expect(loadInCluster).toThrow(
      /ca\.crt is missing: the pod needs a service account/,
    );
  });
});
