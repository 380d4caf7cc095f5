import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Build } from '../lib/Build.mjs';
import { root, rootPath } from '../lib/paths.mjs';
import { POSTGRES_ADVICE } from '../lib/PostgresServer.mjs';
import { TiedProcess } from '../lib/TiedProcess.mjs';
import { readJestReport } from './jest.mjs';

/**
 * Unit and integration tests of all packages. Those that need PostgreSQL say so in their names.
 *
 * @type {import('./Step.mjs').Step}
 */
export const unit = {
  name: 'unit',
  title: 'Unit and integration tests',
  async run({ folder, env, postgres }) {
    // Some tests run one
    await Build.demoCluster().ensure({
      env,
      log: join(folder, 'build-demo-cluster.log'),
    });
    const report = join(folder, 'unit.json');
    rmSync(report, { force: true });
    await TiedProcess.start({
      name: 'the unit tests',
      script: rootPath('node_modules/@backstage/cli/bin/backstage-cli'),
      args: [
        ...['repo', 'test', '--watch=false', '--ci'],
        ...['--json', `--outputFile=${report}`],
      ],
      cwd: root,
      env,
    }).ended;
    const { tests, ...result } = readJestReport(report);
    const onPostgres = tests.filter(
      ({ fullName, status }) =>
        /postgres/i.test(fullName) && status === 'passed',
    ).length;
    return {
      ...result,
      ...(postgres && onPostgres > 0
        ? { notes: [`${onPostgres} of them ran on PostgreSQL.`] }
        : {
            missing: [
              `tests on PostgreSQL (${postgres ? 'none ran' : POSTGRES_ADVICE})`,
            ],
          }),
    };
  },
};
