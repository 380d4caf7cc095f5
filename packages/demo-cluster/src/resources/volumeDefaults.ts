import type { ObjectFieldSelector, Volume } from 'kubernetes-types/core/v1';

/** Fills in what the API server fills in for a volume of a pod. */
export function defaultVolume(volume: Volume): void {
  if (Object.keys(volume).length === 1) {
    volume.emptyDir = {};
  }
  for (const source of [
    volume.configMap,
    volume.secret,
    volume.projected,
    volume.downwardAPI,
  ]) {
    if (source) {
      source.defaultMode ??= 0o644;
    }
  }
  if (volume.hostPath) {
    volume.hostPath.type ??= '';
  }
  const claim = volume.ephemeral?.volumeClaimTemplate;
  if (claim) {
    claim.metadata ??= {};
    claim.spec.volumeMode ??= 'Filesystem';
  }
  for (const { fieldRef } of volume.downwardAPI?.items ?? []) {
    defaultFieldRef(fieldRef);
  }
  for (const source of volume.projected?.sources ?? []) {
    for (const { fieldRef } of source.downwardAPI?.items ?? []) {
      defaultFieldRef(fieldRef);
    }
    if (source.serviceAccountToken) {
      source.serviceAccountToken.expirationSeconds ??= 3600;
    }
  }
}

/** A reference to a field of the pod is one to the pod's own API version. */
export function defaultFieldRef(selector: ObjectFieldSelector | undefined) {
  if (selector) {
    selector.apiVersion ??= 'v1';
  }
}
