import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clearState } from './clearState';
import { openStore } from './openStore';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clear-state-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('starting over', () => {
  it('forgets the objects, pods and volumes', () => {
    openStore({ stateDirectory: folder }).close();
    mkdirSync(join(folder, 'volumes', 'pvc-1'), { recursive: true });
    mkdirSync(join(folder, 'pods', 'uid'), { recursive: true });

    clearState(folder);

    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves alone what is not of a demo cluster, also behind a link', () => {
    const mine = join(folder, 'thesis.txt');
    writeFileSync(mine, 'years of work');
    mkdirSync(join(folder, 'pods'));
    symlinkSync(folder, join(folder, 'pods', 'link'));

    clearState(folder);

    expect(existsSync(mine)).toBe(true);
    expect(existsSync(join(folder, 'pods'))).toBe(false);
  });

  it('of a folder that is not there does nothing', () => {
    const absent = join(folder, 'absent');

    clearState(absent);

    expect(existsSync(absent)).toBe(false);
  });
});
