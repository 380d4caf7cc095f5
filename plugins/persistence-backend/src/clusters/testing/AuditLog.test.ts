import {
  appendFileSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AuditLog } from './AuditLog';

describe('AuditLog', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'audit-'));
    file = join(folder, 'audit.log');
    writeFileSync(file, '');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const line = (auditID: string, username = 'portal') =>
    `${JSON.stringify({ auditID, verb: 'get', user: { username } })}\n`;
  const write = (text: string) => appendFileSync(file, text);
  const idsOf = (log: AuditLog) =>
    log.requestsOf('portal').map(({ auditID }) => auditID);

  it('gives what one user asked for since it was opened, each request once', () => {
    write(line('before'));
    const log = AuditLog.open(file);
    expect(idsOf(log)).toEqual([]);
    write(line('one') + line('other', 'somebody else'));
    write(line('one') + line('two'));

    expect(idsOf(log)).toEqual(['one', 'two']);
  });

  it('is opened in the middle of a line that is being written', () => {
    const before = line('before');
    write(before.slice(0, 9));
    const log = AuditLog.open(file);
    write(before.slice(9));
    expect(idsOf(log)).toEqual([]);
    write(line('after'));

    expect(idsOf(log)).toEqual(['after']);
  });

  it('leaves out the end of a line that is still to come', () => {
    const log = AuditLog.open(file);
    const last = line('last');
    write(line('first') + last.slice(0, -1));
    expect(idsOf(log)).toEqual(['first']);
    write(last.slice(-1));

    expect(idsOf(log)).toEqual(['first', 'last']);
  });

  it('goes on where the server began new files', () => {
    writeFileSync(
      join(folder, 'audit-2026-01-01T00-00-00.000.log'),
      line('long ago'),
    );
    write(line('before'));
    const log = AuditLog.open(file);
    write(line('one'));
    renameSync(file, join(folder, 'audit-2026-01-02T00-00-00.000.log'));
    writeFileSync(file, line('two'));
    renameSync(file, join(folder, 'audit-2026-01-03T00-00-00.000.log'));
    writeFileSync(file, line('three'));

    expect(idsOf(log)).toEqual(['one', 'two', 'three']);
  });

  it('does not take a log for complete whose beginning was removed', () => {
    const log = AuditLog.open(file);
    renameSync(file, join(folder, 'elsewhere'));
    writeFileSync(file, line('one'));

    expect(() => idsOf(log)).toThrow(
      `What was in ${file} when it was opened is not there any more`,
    );
  });
});
