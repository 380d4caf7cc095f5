import type { ClusterAccess } from '../access/ClusterAccess';
import { KubeconfigAccess } from '../access/KubeconfigAccess';
import { loadKubeconfig } from '../sources/loadKubeconfig';

/** How the current context of a kubeconfig is reached. */
export function accessOfKubeconfig(file: string): Promise<ClusterAccess> {
  return KubeconfigAccess.create({
    load: () =>
      loadKubeconfig({
        key: 'test',
        name: 'test',
        reachedBy: { kind: 'kubeconfig', file },
      }),
  }).current();
}
