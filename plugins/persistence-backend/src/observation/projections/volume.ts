import type {
  NodeSelectorTerm,
  PersistentVolume,
} from 'kubernetes-types/core/v1';
import type { Volume } from '../view';
import { identityOf, labelsOf } from './metadata';
import { listOf, oneOf, quantityOf, textOf, textsOf, type Raw } from './Raw';
import { freezeDeeply, share, shareText } from './share';
import { storageClassOf } from './storageClassOf';

/** The fields of a PersistentVolume that are no source of storage. */
const COMMON_FIELDS = ['capacity', 'claimRef', 'nodeAffinity'];

/** A PersistentVolume, as far as we keep it. */
export function projectVolume(object: object): Volume | undefined {
  const { metadata, spec, status } = object as NonNullable<
    Raw<PersistentVolume>
  >;
  const identity = identityOf(metadata);
  if (!identity) {
    return undefined;
  }
  const { name, uid, createdAt } = identity;
  const driver = textOf(spec?.csi?.driver);
  const claimRef = claimRefOf(spec?.claimRef);
  return freezeDeeply({
    name,
    uid,
    createdAt,
    labels: labelsOf(metadata?.labels),
    phase: oneOf(status?.phase, [
      'Pending',
      'Available',
      'Bound',
      'Released',
      'Failed',
    ]),
    storageClass: storageClassOf(metadata, spec?.storageClassName) ?? '',
    accessModes: share(textsOf(spec?.accessModes)),
    capacitySize: quantityOf(spec?.capacity?.storage) ?? '0',
    reclaimPolicy: oneOf(spec?.persistentVolumeReclaimPolicy, [
      'Retain',
      'Delete',
      'Recycle',
    ]),
    volumeMode: oneOf(spec?.volumeMode, ['Filesystem', 'Block']),
    type: typeOf(spec),
    ...(driver && { driver: shareText(driver) }),
    ...(claimRef && { claimRef }),
    affinityKeys: affinityKeysOf(spec),
  });
}

type Spec = NonNullable<Raw<PersistentVolume>>['spec'];

function claimRefOf(
  claimRef: NonNullable<Spec>['claimRef'],
): Volume['claimRef'] {
  const namespace = textOf(claimRef?.namespace);
  const name = textOf(claimRef?.name);
  const uid = textOf(claimRef?.uid);
  return namespace && name
    ? { namespace: shareText(namespace), name, ...(uid && { uid }) }
    : undefined;
}

/** The source is the one object of the specification that is nothing else. */
function typeOf(spec: Spec): string {
  const source = Object.entries(spec ?? {}).find(
    ([key, value]) =>
      !COMMON_FIELDS.includes(key) &&
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value),
  );
  return shareText(source?.[0] ?? '');
}

function affinityKeysOf(spec: Spec): string[] {
  const keys = new Set<string>();
  for (const term of listOf<NodeSelectorTerm>(
    spec?.nodeAffinity?.required?.nodeSelectorTerms,
  )) {
    for (const expression of [
      ...listOf(term.matchExpressions),
      ...listOf(term.matchFields),
    ]) {
      const key = textOf(expression.key);
      if (key !== undefined) {
        keys.add(key);
      }
    }
  }
  return share([...keys]);
}
