import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContainerFiles, Mount } from '../files/ContainerFiles';
import { confinementFlags } from './confinement';

function mount(mountPath: string, writable: boolean): Mount {
  return {
    mountPath,
    source: `/volumes${mountPath}`,
    writable,
    denial: 'EROFS',
  };
}

describe('confinementFlags', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'demo-cluster-confinement-'));
    for (const path of ['data', 'tmp', 'usr/share/html', 'usr/lib']) {
      mkdirSync(join(root, path), { recursive: true });
    }
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  /** What may be written, seen from the container. */
  function writable(files: Partial<ContainerFiles>): string[] {
    const flags = confinementFlags(
      {
        root,
        mounts: [],
        writablePaths: ['/'],
        rootDenial: 'EACCES',
        ...files,
      },
      [],
    );
    return flags
      .filter(flag => flag.startsWith('--allow-fs-write='))
      .map(flag =>
        flag
          .replace(`--allow-fs-write=${root}`, '')
          .replace('--allow-fs-write=', ''),
      )
      .sort();
  }

  it('lets read the root, volumes and what the node adds, and nothing else', () => {
    expect(
      confinementFlags(
        {
          root,
          mounts: [mount('/data', false)],
          writablePaths: [],
          rootDenial: 'EACCES',
        },
        ['/runtime'],
      ),
    ).toEqual([
      '--permission',
      `--allow-fs-read=${root}`,
      '--allow-fs-read=/volumes/data',
      '--allow-fs-read=/runtime',
    ]);
  });

  it('grants a writable volume as the link and as the folder', () => {
    expect(
      writable({ writablePaths: [], mounts: [mount('/data', true)] }),
    ).toEqual(['/data', '/volumes/data']);
  });

  it('grants what is around a read-only mount, not the mount', () => {
    expect(writable({ mounts: [mount('/usr/share/html', false)] })).toEqual([
      '/data',
      '/tmp',
      '/usr/lib',
    ]);
  });

  it('grants only the paths that a user may write', () => {
    expect(
      writable({
        writablePaths: ['/data', '/tmp', '/missing'],
        mounts: [mount('/data', false)],
      }),
    ).toEqual(['/tmp']);
  });
});
