#!/usr/bin/env node
/**
 * The first thing that runs, in whatever Node npm or Yarn happen to run in: `node scripts/bootstrap.mjs <command> [argument]...`
 *
 * It has no dependencies. It finds (or fetches) a Node that the project runs in, installs the dependencies when the lockfile
 * changed, and hands over to `scripts/<command>.mjs`.
 */
import { existsSync } from 'node:fs';
import { withoutPackageManager } from './lib/environment.mjs';
import { installDependencies } from './lib/installDependencies.mjs';
import { whenLaunchersEnd } from './lib/launchers.mjs';
import { scriptPath } from './lib/paths.mjs';
import { provideNode } from './lib/provideNode.mjs';
import { TiedProcess } from './lib/TiedProcess.mjs';
import { UserError, reportError } from './lib/UserError.mjs';
import { onEndRequest } from './lib/onEndRequest.mjs';

const COMMANDS = [
  'start',
  'test',
  'dev',
  'redeploy',
  'behaviour',
  'benchmark',
  'screenshots',
];
/** Longer than what the scripts give their own children. */
const GRACE_MILLISECONDS = 10_000;

const [command = '', ...args] = process.argv.slice(2);

onEndRequest(reason => TiedProcess.endAll(reason));
whenLaunchersEnd(() => {
  console.error('What started this is gone: ending.');
  TiedProcess.endAll('SIGTERM');
});

try {
  if (!COMMANDS.includes(command)) {
    throw new UserError(
      `There is no command "${command}". Try one of: ${COMMANDS.join(', ')}.`,
    );
  }
  const node = await provideNode();
  const env = withoutPackageManager(process.env, { node });
  await installDependencies({ node, env });
  const script = scriptPath(`${command}.mjs`);
  if (!existsSync(script)) {
    throw new UserError(`The file ${script} is missing.`);
  }
  const { code } = await TiedProcess.start({
    name: `npm run ${command}`,
    node,
    script,
    args,
    env,
    grace: GRACE_MILLISECONDS,
  }).ended;
  process.exitCode = code;
} catch (error) {
  process.exitCode = reportError(error);
}
