import type { StatefulSet, StatefulSetSpec } from 'kubernetes-types/apps/v1';
import { fieldErrors } from '../model/fieldErrors';
import { jsonEqual } from '../model/json';
import type { FieldError, Resource } from '../model/Resource';
import { persistentVolumeClaims } from './persistentVolumeClaims';
import { defaultPodTemplate } from './podDefaults';
import { validateWorkloadSpec } from './workloads';

const STRATEGIES = ['RollingUpdate', 'OnDelete'];
const MANAGEMENT_POLICIES = ['OrderedReady', 'Parallel'];
const MUTABLE = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
] as const;

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/ */
export const statefulSets: Resource<StatefulSet> = {
  group: 'apps',
  version: 'v1',
  kind: 'StatefulSet',
  plural: 'statefulsets',
  singular: 'statefulset',
  shortNames: ['sts'],
  namespaced: true,
  nameRule: 'label',
  status: true,
  scale: true,
  generation: true,
  defaults({ spec }) {
    if (!spec) {
      return;
    }
    spec.replicas ??= 1;
    spec.serviceName ??= '';
    spec.podManagementPolicy ??= 'OrderedReady';
    spec.revisionHistoryLimit ??= 10;
    spec.updateStrategy ??= {};
    spec.updateStrategy.type ??= 'RollingUpdate';
    if (spec.updateStrategy.type === 'RollingUpdate') {
      spec.updateStrategy.rollingUpdate ??= {};
      spec.updateStrategy.rollingUpdate.partition ??= 0;
    }
    spec.persistentVolumeClaimRetentionPolicy ??= {};
    spec.persistentVolumeClaimRetentionPolicy.whenDeleted ??= 'Retain';
    spec.persistentVolumeClaimRetentionPolicy.whenScaled ??= 'Retain';
    for (const template of spec.volumeClaimTemplates ?? []) {
      template.apiVersion ??= 'v1';
      template.kind ??= 'PersistentVolumeClaim';
      template.spec ??= {};
      template.spec.volumeMode ??= 'Filesystem';
      Object.assign(template, { status: { phase: 'Pending' } });
    }
    defaultPodTemplate(spec.template);
  },
  prepareForCreate(draft) {
    draft.status = { replicas: 0 };
  },
  validate({ spec }) {
    const strategy = spec?.updateStrategy;
    const errors = [
      ...validateManagementPolicy(spec),
      ...validateClaimTemplates(spec),
      ...validateWorkloadSpec(spec && withClaimVolumes(spec), 'statefulset'),
    ];
    return strategy?.type && !STRATEGIES.includes(strategy.type)
      ? [
          fieldErrors.invalid(
            'spec.updateStrategy',
            {
              Type: strategy.type,
              RollingUpdate: strategy.rollingUpdate ?? null,
            },
            "must be 'RollingUpdate' or 'OnDelete'",
          ),
          ...errors,
        ]
      : errors;
  },
  validateUpdate({ spec }, old) {
    const names = new Set([
      ...Object.keys(spec ?? {}),
      ...Object.keys(old.spec ?? {}),
    ]);
    const changed = (Array.from(names) as (keyof StatefulSetSpec)[]).filter(
      name =>
        !MUTABLE.some(mutable => mutable === name) &&
        !jsonEqual(spec?.[name], old.spec?.[name]),
    );
    return changed.length
      ? [
          fieldErrors.forbidden(
            'spec',
            `updates to statefulset spec for fields other than ${MUTABLE.slice(
              0,
              -1,
            )
              .map(name => `'${name}'`)
              .join(', ')} and 'minReadySeconds' are forbidden`,
          ),
        ]
      : [];
  },
};

function validateManagementPolicy(
  spec: StatefulSetSpec | undefined,
): FieldError[] {
  const policy = spec?.podManagementPolicy;
  return !policy || MANAGEMENT_POLICIES.includes(policy)
    ? []
    : [
        fieldErrors.invalid(
          'spec.podManagementPolicy',
          policy,
          "must be 'OrderedReady' or 'Parallel'",
        ),
      ];
}

function validateClaimTemplates(
  spec: StatefulSetSpec | undefined,
): FieldError[] {
  return (spec?.volumeClaimTemplates ?? []).flatMap((template, index) =>
    (persistentVolumeClaims.validate?.(template) ?? []).map(error => ({
      ...error,
      field: `spec.volumeClaimTemplates[${index}].${error.field}`,
    })),
  );
}

/** A claim template gives the pod a volume of its own name, which containers may mount. */
function withClaimVolumes(spec: StatefulSetSpec): StatefulSetSpec {
  const named = (spec.volumeClaimTemplates ?? []).map(
    ({ metadata }) => metadata?.name ?? '',
  );
  const podSpec = spec.template?.spec;
  if (!podSpec || named.length === 0) {
    return spec;
  }
  const own = (podSpec.volumes ?? []).filter(
    ({ name }) => !named.includes(name),
  );
  const volumes = [...own, ...named.map(name => ({ name, emptyDir: {} }))];
  return {
    ...spec,
    template: { ...spec.template, spec: { ...podSpec, volumes } },
  };
}
