import type { IFileSystem } from 'just-bash';
import type { ContainerFiles } from '../../src/node/files/ContainerFiles';

export declare function createFileSystem(
  shell: typeof import('just-bash'),
  files: ContainerFiles,
  commands: string[],
): IFileSystem;
