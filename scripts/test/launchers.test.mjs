import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findLaunchers, lookUpProcess } from '../lib/launchers.mjs';

/**
 * @param {string[]} commands from the process upwards
 * @returns {import('../lib/launchers.mjs').LookUp} the process has id 100, its parent 101 and so on
 */
function ancestry(...commands) {
  return pid => {
    const command = commands[pid - 100];
    return command === undefined
      ? undefined
      : { pid, parent: pid + 1, command };
  };
}

const BOOTSTRAP = 'node scripts/bootstrap.mjs start';

describe('findLaunchers', () => {
  for (const { title, commands, launchers } of [
    {
      title: 'npm and the shell that it runs a script in',
      commands: [BOOTSTRAP, `sh -c ${BOOTSTRAP}`, 'npm start', '-bash'],
      launchers: [101, 102],
    },
    {
      title: 'npm alone where the shell replaced itself by the script',
      commands: [BOOTSTRAP, 'npm start --fresh', 'zsh'],
      launchers: [101],
    },
    {
      title: 'npm that has not renamed itself',
      commands: [BOOTSTRAP, 'node /usr/local/bin/npm start', '/bin/bash'],
      launchers: [101],
    },
    {
      title: 'a Yarn that runs the Yarn of the repository',
      commands: [
        BOOTSTRAP,
        'node /home/someone/project/.yarn/releases/yarn-4.13.0.cjs start',
        'node /usr/local/bin/yarn start',
        'zsh',
      ],
      launchers: [101, 102],
    },
    {
      title: 'all package managers of a script that runs a script',
      commands: [BOOTSTRAP, 'sh -c x', 'npm start', 'sh -c y', 'npm run all'],
      launchers: [101, 102, 103, 104],
    },
    {
      title: 'nothing where a person runs the script in a shell',
      commands: [BOOTSTRAP, '-bash', 'tmux'],
      launchers: [],
    },
    {
      title: 'nothing where another program runs it',
      commands: [BOOTSTRAP, 'node /srv/npm-mirror/index.js', 'systemd'],
      launchers: [],
    },
  ]) {
    it(`finds ${title}`, () => {
      assert.deepEqual(findLaunchers(100, ancestry(...commands)), launchers);
    });
  }
});

describe('lookUpProcess', () => {
  it('knows the parent and the command of a running process', () => {
    const found = lookUpProcess(process.pid);

    assert.equal(found?.parent, process.ppid);
    assert.match(found?.command ?? '', /launchers\.test\.mjs/);
  });

  it('knows nothing of a process that does not exist', () => {
    assert.equal(lookUpProcess(2 ** 30), undefined);
  });
});
