import type { ContainerFiles } from '../files/ContainerFiles';
import type { ContainerImage, ContainerUser } from '../images/ContainerImage';

/** A container as those see it who run a command in it. */
export interface RunningContainer {
  name: string;
  image: ContainerImage;
  files: ContainerFiles;
  environment: Record<string, string>;
  /** Absolute path in the container. */
  workingDirectory: string;
  user: ContainerUser;
  hostname: string;
  /** Sends a signal to the container's process. */
  signal(signal: 'SIGTERM' | 'SIGKILL'): void;
}
