import type { Manager } from 'backstage-plugin-persistence-common';
import type { Workload } from '../observation/view';

type Clue = (workload: Workload) => Manager | undefined;

const operator: Clue = ({ controller }) =>
  controller && {
    kind: 'operator',
    name: controller.name,
    evidence: `controlled by ${controller.kind} ${controller.name} (${controller.apiVersion})`,
  };

/** https://argo-cd.readthedocs.io/en/stable/user-guide/resource_tracking/ */
const argoCd: Clue = workload => {
  const { annotations, labels } = workload;
  const tracking = annotations['argocd.argoproj.io/tracking-id'];
  if (tracking) {
    return {
      kind: 'argo-cd',
      name: tracking.split(':')[0],
      evidence: `annotation argocd.argoproj.io/tracking-id: ${tracking}`,
    };
  }
  const ownLabel = labels['argocd.argoproj.io/instance'];
  if (ownLabel) {
    return {
      kind: 'argo-cd',
      name: ownLabel,
      evidence: `label argocd.argoproj.io/instance: ${ownLabel}`,
    };
  }
  const fieldManager = findFieldManager(workload, /^argocd-/);
  const name = labels['app.kubernetes.io/instance'];
  return fieldManager === undefined
    ? undefined
    : {
        kind: 'argo-cd',
        ...(name && { name }),
        evidence: `field manager ${fieldManager}`,
      };
};

/** https://fluxcd.io/flux/faq/#what-labels-does-flux-add */
const flux: Clue = workload => {
  for (const tool of ['kustomize', 'helm']) {
    const label = `${tool}.toolkit.fluxcd.io/name`;
    const name = workload.labels[label];
    if (name) {
      return { kind: 'flux', name, evidence: `label ${label}: ${name}` };
    }
  }
  const fieldManager = findFieldManager(
    workload,
    /^(kustomize|helm)-controller$/,
  );
  return fieldManager === undefined
    ? undefined
    : { kind: 'flux', evidence: `field manager ${fieldManager}` };
};

/** https://helm.sh/docs/chart_best_practices/labels/ and the check of ownership, `pkg/action/validate.go` */
const helm: Clue = workload => {
  const { annotations, labels } = workload;
  const release = annotations['meta.helm.sh/release-name'];
  if (release) {
    return {
      kind: 'helm',
      name: release,
      evidence: `annotation meta.helm.sh/release-name: ${release}`,
    };
  }
  const fieldManager = findFieldManager(workload, /^helm$/);
  if (fieldManager) {
    return { kind: 'helm', evidence: `field manager ${fieldManager}` };
  }
  return labels['app.kubernetes.io/managed-by'] === 'Helm'
    ? { kind: 'helm', evidence: 'label app.kubernetes.io/managed-by: Helm' }
    : undefined;
};

const CLUES: readonly Clue[] = [operator, argoCd, flux, helm];

/**
 * Who else writes to a workload and may take our changes back; the one that is most likely to, where there are several: what a Helm
 * release brought is Flux's when Flux made the release.
 */
export function managerOf(workload: Workload): Manager | undefined {
  for (const clue of CLUES) {
    const manager = clue(workload);
    if (manager) {
      return manager;
    }
  }
  return undefined;
}

function findFieldManager(
  { fieldManagers }: Workload,
  pattern: RegExp,
): string | undefined {
  return fieldManagers.find(({ name }) => pattern.test(name))?.name;
}
