import type { ListMeta } from 'kubernetes-types/meta/v1';
import type { Answer } from './answer';
import type { Client, Query } from './client';
import { eventually } from './eventually';
import { WatchReader } from './watch';

/** An object as a cluster returns it: we read fields that it has filled in. A missing one fails the test that reads it. */
export type Live<Type> =
  Type extends Array<infer Item>
    ? Array<Live<Item>>
    : Type extends object
      ? { [Key in keyof Type]-?: Live<NonNullable<Type[Key]>> }
      : Type;

export interface List<Body> {
  apiVersion: string;
  kind: string;
  metadata: ListMeta;
  items: Body[];
}

export type PatchType = 'merge' | 'strategic-merge' | 'json' | 'apply';

const PATCH_MEDIA_TYPES: Record<PatchType, string> = {
  merge: 'application/merge-patch+json',
  'strategic-merge': 'application/strategic-merge-patch+json',
  json: 'application/json-patch+json',
  apply: 'application/apply-patch+yaml',
};

interface Named {
  metadata?: { name?: string; labels?: Record<string, string> };
}

/** One collection of objects, for example the Deployments of a namespace. */
export class Resource<Type extends Named> {
  readonly #client: Client;

  static create<Type extends Named>(options: {
    client: Client;
    path: string;
  }): Resource<Type> {
    return new Resource<Type>(options.client, options.path);
  }

  private constructor(
    client: Client,
    /** Path of the collection. */
    readonly path: string,
  ) {
    this.#client = client;
  }

  create(body: Type | object, query?: Query): Promise<Answer<Live<Type>>> {
    return this.#client.call('POST', this.path, { body, query });
  }

  get(name: string, query?: Query): Promise<Answer<Live<Type>>> {
    return this.#client.call('GET', `${this.path}/${name}`, { query });
  }

  list(query?: Query): Promise<Answer<List<Live<Type>>>> {
    return this.#client.call('GET', this.path, { query });
  }

  /** Objects that carry all these labels. */
  async labelled(labels: Record<string, string>): Promise<Array<Live<Type>>> {
    const labelSelector = Object.entries(labels)
      .map(([key, value]) => `${key}=${value}`)
      .join(',');
    return (await this.list({ labelSelector })).ok().items;
  }

  replace(
    name: string,
    body: object,
    query?: Query,
  ): Promise<Answer<Live<Type>>> {
    return this.#client.call('PUT', `${this.path}/${name}`, { body, query });
  }

  patch(
    name: string,
    body: object,
    options: { type?: PatchType; query?: Query } = {},
  ): Promise<Answer<Live<Type>>> {
    const { type = 'strategic-merge', query } = options;
    return this.#client.call('PATCH', `${this.path}/${name}`, {
      body,
      query,
      contentType: PATCH_MEDIA_TYPES[type],
    });
  }

  /** DELETE of one object; `body` are DeleteOptions. The answer is the object or a Status. */
  delete(
    name: string,
    options: { query?: Query; body?: object } = {},
  ): Promise<Answer<Live<Type>>> {
    return this.#client.call('DELETE', `${this.path}/${name}`, options);
  }

  deleteAll(query?: Query): Promise<Answer<List<Live<Type>>>> {
    return this.#client.call('DELETE', this.path, { query });
  }

  /** A subresource of one object, for example `scale`. */
  subresource<Sub extends Named = Type>(name: string, subresource: string) {
    const path = `${this.path}/${name}/${subresource}`;
    return {
      get: () => this.#client.call<Live<Sub>>('GET', path),
      create: (body: object, query?: Query) =>
        this.#client.call<Live<Sub>>('POST', path, { body, query }),
      replace: (body: object, query?: Query) =>
        this.#client.call<Live<Sub>>('PUT', path, { body, query }),
      patch: (body: object, type: PatchType = 'merge', query?: Query) =>
        this.#client.call<Live<Sub>>('PATCH', path, {
          body,
          query,
          contentType: PATCH_MEDIA_TYPES[type],
        }),
    };
  }

  watch(query?: Query): Promise<WatchReader<Live<Type>>> {
    return WatchReader.open<Live<Type>>({
      client: this.#client,
      path: this.path,
      query,
    });
  }

  /** Waits until the object is as `check` wants it (which throws when it is not) and returns it. */
  until(
    name: string,
    check: (object: Live<Type>) => void,
    options: { timeout?: number } = {},
  ): Promise<Live<Type>> {
    return eventually(async () => {
      const object = (await this.get(name)).ok();
      check(object);
      return object;
    }, options);
  }

  /** Waits until the object no longer exists. */
  async untilGone(
    name: string,
    options: { timeout?: number } = {},
  ): Promise<void> {
    await eventually(async () => {
      const answer = await this.get(name);
      if (answer.code !== 404) {
        throw new Error(`${this.path}/${name} is still there: ${answer.text}`);
      }
    }, options);
  }
}
