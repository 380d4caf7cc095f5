import { createFinding } from 'backstage-plugin-persistence-common';
import type { Claim, Volume } from '../../observation/view';
import { fitsBesidesClass } from '../volumeFits';
import type { Finder } from './Finder';

/** Labels that say of objects that they belong together. */
const COMMON_LABELS = [
  'backstage.io/kubernetes-id',
  'app.kubernetes.io/name',
  'app.kubernetes.io/instance',
  'app',
];

/**
 * A volume without a class was made in advance for a claim, and the claim has a class, for example because the cluster gave it the default
 * one: they never meet. https://kubernetes.io/docs/concepts/storage/persistent-volumes/#class-1
 */
export const classMismatch: Finder = ({ view, claims }) =>
  claims.flatMap(({ claim }) => {
    const { storageClass } = claim;
    const volume =
      storageClass &&
      view
        .volumesWithoutClass()
        .find(
          free => fitsBesidesClass(free, claim) && belongTogether(free, claim),
        );
    return volume && storageClass
      ? [
          createFinding({
            code: 'CLASS_MISMATCH',
            severity: 'warning',
            params: { claim: claim.name, volume: volume.name, storageClass },
          }),
        ]
      : [];
  });

function belongTogether(volume: Volume, claim: Claim): boolean {
  return (
    // That it is this claim was looked at before.
    volume.claimRef !== undefined ||
    claim.selector !== undefined ||
    COMMON_LABELS.some(
      label =>
        claim.labels[label] !== undefined &&
        claim.labels[label] === volume.labels[label],
    ) ||
    stemOf(volume.name) === stemOf(claim.name)
  );
}

/** What is left of a name without the word for its kind: `example` of `example-pv` and of `example-pvc`. */
function stemOf(name: string): string {
  return name.replace(/[-.](pvc?|vol(ume)?|claim)$/, '');
}
