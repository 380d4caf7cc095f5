import type { LoggerService } from '@backstage/backend-plugin-api';
import { KubeconfigSource } from '../../../src/clusters/sources/KubeconfigSource';
import { DefaultObservation } from '../../../src/observation';
import { CLUSTER } from './options';

/** Observes the cluster that a file leads to. Nothing is asked before it is started. */
export function observationOf(options: {
  kubeconfig: string;
  logger: LoggerService;
}): DefaultObservation {
  const { kubeconfig, logger } = options;
  return DefaultObservation.create({
    sources: [
      KubeconfigSource.create({
        clusters: [
          {
            key: 'behaviour',
            name: CLUSTER,
            reachedBy: { kind: 'kubeconfig', file: kubeconfig },
          },
        ],
      }),
    ],
    logger,
  });
}
