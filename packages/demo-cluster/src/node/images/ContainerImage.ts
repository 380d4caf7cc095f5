/** Who a process in a container is. */
export interface ContainerUser {
  uid: number;
  gid: number;
}

/** What a container starts from: a folder, and how it is run. */
export interface ContainerImage {
  /** As pods name it, e.g. `localhost/guestbook:1`. */
  name: string;
  /** `sha256:…` */
  id: string;
  /** Folder with the image's files; absent for an image that has none. */
  rootfs?: string;
  entrypoint: string[];
  /** Arguments of the entrypoint, or the command of an image without one. */
  command: string[];
  env: Record<string, string>;
  user: ContainerUser;
  /** Whether there is a shell with the usual commands in `/bin`. */
  shell: boolean;
  /** Folders that every user may write, e.g. `/tmp`. The rest belongs to root. Missing ones are made. */
  worldWritable: string[];
}
