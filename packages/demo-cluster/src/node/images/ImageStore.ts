import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ContainerImage, ContainerUser } from './ContainerImage';

/** What stands in an `image.json`. Everything but the name has a default. */
interface ImageFile {
  name: string;
  /** Relative to the file, so that images can share one. */
  rootfs?: string;
  entrypoint?: string[];
  command?: string[];
  env?: Record<string, string>;
  /** `uid:gid` */
  user?: string;
  shell?: boolean;
  worldWritable?: string[];
}

/**
 * The images that the nodes have. Nothing is ever pulled.
 */
export class ImageStore {
  readonly #images: Map<string, ContainerImage>;

  /** @param options `directory` has one folder per image, with an `image.json` */
  static create(options: { directory: string }): ImageStore {
    const images = readdirSync(options.directory)
      .map(name => join(options.directory, name))
      .filter(folder => existsSync(join(folder, 'image.json')))
      .map(readImage);
    return new ImageStore(images);
  }

  private constructor(images: ContainerImage[]) {
    this.#images = new Map(images.map(image => [image.name, image]));
  }

  /** @param reference as in a pod; without a tag it means `latest` */
  find(reference: string): ContainerImage | undefined {
    const hasTag = /:[^/]*$/.test(reference);
    return this.#images.get(hasTag ? reference : `${reference}:latest`);
  }
}

function readImage(folder: string): ContainerImage {
  const text = readFileSync(join(folder, 'image.json'), 'utf8');
  const file: ImageFile = JSON.parse(text);
  const rootfs = resolve(folder, file.rootfs ?? 'rootfs');
  return {
    name: file.name,
    id: `sha256:${createHash('sha256').update(text).digest('hex')}`,
    rootfs: existsSync(rootfs) ? rootfs : undefined,
    entrypoint: file.entrypoint ?? [],
    command: file.command ?? [],
    env: file.env ?? {},
    user: parseUser(file.user ?? '0:0'),
    shell: file.shell ?? false,
    worldWritable: file.worldWritable ?? [],
  };
}

function parseUser(text: string): ContainerUser {
  const [uid, gid = '0'] = text.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}
