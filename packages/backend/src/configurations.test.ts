import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const REPOSITORY = resolve(__dirname, '../../..');
const CHECK_TIMEOUT_MS = 60_000;

describe('The configurations', () => {
  let state: string;

  beforeAll(async () => {
    state = await mkdtemp(join(tmpdir(), 'portal-'));
    await writeFile(join(state, 'token'), 'a token of the demo cluster');
  });

  afterAll(() => rm(state, { recursive: true, force: true }));

  it.each([
    [['app-config.yaml']],
    [['app-config.kubernetes.yaml']],
    [['app-config.production.yaml']],
    [['app-config.yaml', 'app-config.production.yaml']],
  ])(
    '%j match the schemas of what is installed',
    async files => {
      const check = run(
        process.execPath,
        [
          require.resolve('@backstage/cli/bin/backstage-cli'),
          'config:check',
          '--strict',
          '--package',
          'backend',
          ...files.flatMap(file => ['--config', file]),
        ],
        {
          cwd: REPOSITORY,
          env: {
            PATH: process.env.PATH,
            HOME: process.env.HOME,
            DEMO_CLUSTER_STATE: state,
            KUBERNETES_URL: 'https://127.0.0.1:6443',
            KUBERNETES_TOKEN: 'a token of a service account',
            KUBERNETES_CA_FILE: '/ca.crt',
            POSTGRES_HOST: '127.0.0.1',
            POSTGRES_USER: 'portal',
            POSTGRES_PASSWORD: 'a password',
          },
        },
      );

      await expect(check).resolves.toEqual(
        expect.objectContaining({ stdout: '' }),
      );
    },
    CHECK_TIMEOUT_MS,
  );
});
