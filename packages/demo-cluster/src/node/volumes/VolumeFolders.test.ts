import {
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VolumeFolders } from './VolumeFolders';

const SMALL = 64 * 1024 * 1024;

describe('VolumeFolders', () => {
  let stateDirectory: string;
  let folders: VolumeFolders;

  beforeEach(() => {
    stateDirectory = mkdtempSync(join(tmpdir(), 'demo-cluster-volumes-'));
    folders = VolumeFolders.create({ stateDirectory });
  });

  afterEach(() => {
    rmSync(stateDirectory, { recursive: true });
  });

  function create(
    handle: string,
    parameters: Record<string, string> = {},
    capacityBytes = SMALL,
  ): Promise<void> {
    return folders.create({ handle, capacityBytes, parameters });
  }

  it('makes an empty volume, once', async () => {
    await create('one');
    const path = folders.find('one') ?? '';
    writeFileSync(join(path, 'kept'), '');
    await create('one');
    expect(readdirSync(path)).toEqual(['kept']);
  });

  it('deletes a volume with what is in it, however often', async () => {
    await create('one');
    writeFileSync(join(folders.find('one') ?? '', 'lost'), '');
    await folders.delete('one');
    await folders.delete('one');
    expect(folders.find('one')).toBeUndefined();
  });

  it('fails when its class says so, in the words of the class', async () => {
    await expect(
      create('one', { fail: 'the storage pool is full' }),
    ).rejects.toThrow(
      'rpc error: code = ResourceExhausted desc = the storage pool is full',
    );
    expect(folders.find('one')).toBeUndefined();
  });

  it('takes as long as its class says', async () => {
    const begin = Date.now();
    await create('one', { delay: '120ms' });
    expect(Date.now() - begin).toBeGreaterThanOrEqual(110);
  });

  it('has no volumes of more than 64 GiB', async () => {
    await expect(create('one', {}, 65 * 1024 ** 3)).rejects.toThrow(
      'code = OutOfRange',
    );
  });

  it('makes lost+found where the file system has it', async () => {
    await create('one', { 'csi.storage.k8s.io/fstype': 'ext4' });
    expect(readdirSync(folders.find('one') ?? '')).toEqual(['lost+found']);
  });

  it.each(['../escape', '..', '.', 'a/b', ''])(
    'never leaves its folder for the handle %j',
    async handle => {
      await expect(create(handle)).rejects.toThrow('code = InvalidArgument');
      await expect(folders.delete(handle)).rejects.toThrow(
        'code = InvalidArgument',
      );
      expect(folders.find(handle)).toBeUndefined();
      expect(existsSync(stateDirectory)).toBe(true);
    },
  );
});
