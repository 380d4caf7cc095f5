import type { HorizontalPodAutoscaler } from 'kubernetes-types/autoscaling/v2';
import type { Autoscaler } from '../view';
import { identityOf } from './metadata';
import { numberOf, textOf, type Raw } from './Raw';
import { share } from './share';

/** A HorizontalPodAutoscaler, as far as we keep it. */
export function projectAutoscaler(object: object): Autoscaler | undefined {
  const { metadata, spec } = object as NonNullable<
    Raw<HorizontalPodAutoscaler>
  >;
  const identity = identityOf(metadata);
  if (!identity) {
    return undefined;
  }
  const { namespace, name, uid } = identity;
  const maxReplicas = numberOf(spec?.maxReplicas) ?? 1;
  return Object.freeze({
    namespace,
    name,
    uid,
    target: share({
      kind: textOf(spec?.scaleTargetRef?.kind) ?? '',
      name: textOf(spec?.scaleTargetRef?.name) ?? '',
    }),
    minReplicas: numberOf(spec?.minReplicas) ?? 1,
    maxReplicas,
  });
}
