import { applyManifests } from './manifests';
import { DefaultRegistry } from './registry/DefaultRegistry';
import { seed } from './seed';
import { ObjectStore } from './store/ObjectStore';

/**
 * Opens the objects of a state folder. A new one gets what every cluster has, and the objects of the manifests; when one of them is
 * refused, the state stays new, so that the next start tries again.
 *
 * @throws Error naming the manifest that was refused
 */
export function openStore(options: {
  stateDirectory: string;
  manifestsDirectory?: string;
}): ObjectStore {
  const store = ObjectStore.open({ directory: options.stateDirectory });
  if (!store.isEmpty) {
    return store;
  }
  try {
    const registry = DefaultRegistry.create({ store });
    seed(registry);
    if (options.manifestsDirectory) {
      applyManifests(registry, options.manifestsDirectory);
    }
  } catch (error) {
    store.discard();
    throw error;
  }
  return store;
}
