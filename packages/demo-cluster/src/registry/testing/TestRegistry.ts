import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Deployment } from 'kubernetes-types/apps/v1';
import type { PersistentVolumeClaim, Pod } from 'kubernetes-types/core/v1';
import type { ObjectMeta } from 'kubernetes-types/meta/v1';
import { namespaces, storageClasses } from '../../resources';
import { DEFAULT_CLASS_ANNOTATION } from '../../resources/storageClasses';
import { ObjectStore } from '../../store/ObjectStore';
import { DefaultRegistry } from '../DefaultRegistry';

/** A registry over a folder of its own, with the namespace `demo`, the default class `standard` and a clock that tests move. */
export class TestRegistry {
  static create(): TestRegistry {
    return new TestRegistry();
  }

  /** The time by which the registry writes timestamps. */
  now = new Date('2026-01-01T12:00:00.500Z');
  readonly registry: DefaultRegistry;
  readonly #directory = mkdtempSync(join(tmpdir(), 'registry-'));

  private constructor() {
    this.registry = DefaultRegistry.create({
      store: ObjectStore.open({ directory: this.#directory }),
      now: () => this.now,
    });
    this.registry.create(namespaces, { metadata: { name: 'demo' } });
    this.registry.create(storageClasses, {
      metadata: {
        name: 'standard',
        annotations: { [DEFAULT_CLASS_ANNOTATION]: 'true' },
      },
      provisioner: 'loop.csi.test',
    });
  }

  dispose(): void {
    rmSync(this.#directory, { recursive: true });
  }
}

const CONTAINERS = [{ name: 'app', image: 'localhost/guestbook:1' }];

/** A small valid Deployment in the namespace `demo`. */
export function deployment(
  name: string,
  metadata: ObjectMeta = {},
): Deployment {
  return {
    metadata: { name, namespace: 'demo', ...metadata },
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: CONTAINERS },
      },
    },
  };
}

/** A small valid pod in the namespace `demo`. */
export function pod(name: string, metadata: ObjectMeta = {}): Pod {
  return {
    metadata: { name, namespace: 'demo', ...metadata },
    spec: { containers: CONTAINERS },
  };
}

/** A small valid claim in the namespace `demo`. */
export function claim(
  name: string,
  metadata: ObjectMeta = {},
): PersistentVolumeClaim {
  return {
    metadata: { name, namespace: 'demo', ...metadata },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '64Mi' } },
    },
  };
}
