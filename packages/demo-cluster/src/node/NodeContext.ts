import type { Logger } from '../model/Logger';
import type { EventRecorder } from '../registry/EventRecorder';
import type { Registry } from '../registry/Registry';
import type { CommandRequest } from './exec/ShellProcess';
import type { ImageStore } from './images/ImageStore';
import type { ShellRuntime } from './process/shellRuntime';
import type { PodVolumes } from './volumes/PodVolumes';

/** What everything on one node works with. */
export interface NodeContext {
  registry: Registry;
  recorder: EventRecorder;
  logger: Logger;
  images: ImageStore;
  volumes: PodVolumes;
  stateDirectory: string;
  /** Preloaded into every container: `images/runtime/container.cjs`. */
  preload: string;
  /** The program of containers that run a shell: `images/runtime/shell.cjs`. */
  shellScript: string;
  shell(): ShellRuntime;
  /** Runs a command in a container, for probes and hooks. */
  run(request: CommandRequest): Promise<{ exitCode: number; output: string }>;
}
