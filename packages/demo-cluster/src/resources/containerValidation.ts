import type {
  Container,
  Probe,
  ResourceRequirements,
  VolumeMount,
} from 'kubernetes-types/core/v1';
import { fieldErrors } from '../model/fieldErrors';
import { compareQuantities } from '../model/quantity';
import type { FieldError } from '../model/Resource';
import { validatePort } from './ports';
import { validateUniqueName } from './uniqueName';

const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never'];

/** Names that the rules for a container refer to. */
interface KnownNames {
  /** The pod's volumes. */
  volumes: Set<string>;
  /** The containers before this one; it is added. */
  containers: Set<string>;
}

/** The rules for one container of a pod, after k8s.io/kubernetes/pkg/apis/core/validation. */
export function validateContainer(
  container: Container,
  at: string,
  known: KnownNames,
): FieldError[] {
  const { imagePullPolicy } = container;
  const errors = validateUniqueName(
    container.name,
    `${at}.name`,
    known.containers,
  );
  known.containers.add(container.name);
  if (!container.image) {
    errors.push(fieldErrors.required(`${at}.image`));
  }
  (container.ports ?? []).forEach(({ containerPort }, index) => {
    const field = `${at}.ports[${index}].containerPort`;
    errors.push(
      ...(containerPort
        ? validatePort(containerPort, field)
        : [fieldErrors.required(field)]),
    );
  });
  (container.env ?? []).forEach(({ name }, index) => {
    if (!name) {
      errors.push(fieldErrors.required(`${at}.env[${index}].name`));
    }
  });
  errors.push(
    ...validateMounts(
      container.volumeMounts ?? [],
      `${at}.volumeMounts`,
      known.volumes,
    ),
  );
  if (imagePullPolicy && !PULL_POLICIES.includes(imagePullPolicy)) {
    errors.push(
      fieldErrors.notSupported(
        `${at}.imagePullPolicy`,
        imagePullPolicy,
        PULL_POLICIES,
      ),
    );
  }
  errors.push(
    ...validateResources(container.resources ?? {}, `${at}.resources`),
  );
  for (const probe of [
    'livenessProbe',
    'readinessProbe',
    'startupProbe',
  ] as const) {
    errors.push(...validateProbe(container[probe], `${at}.${probe}`));
  }
  return errors;
}

function validateMounts(
  mounts: VolumeMount[],
  path: string,
  volumes: Set<string>,
): FieldError[] {
  const paths = new Set<string>();
  return mounts.flatMap(({ name, mountPath, subPath }, index) => {
    const at = `${path}[${index}]`;
    const errors: FieldError[] = [];
    if (!name) {
      errors.push(fieldErrors.required(`${at}.name`));
    }
    if (!name || !volumes.has(name)) {
      errors.push(fieldErrors.notFound(`${at}.name`, name ?? ''));
    }
    if (!mountPath) {
      errors.push(fieldErrors.required(`${at}.mountPath`));
    } else if (paths.has(mountPath)) {
      errors.push(
        fieldErrors.invalid(`${at}.mountPath`, mountPath, 'must be unique'),
      );
    }
    paths.add(mountPath);
    // The API server leaves out the index here.
    return [...errors, ...validateSubPath(subPath, `${path}.subPath`)];
  });
}

function validateSubPath(
  subPath: string | undefined,
  field: string,
): FieldError[] {
  if (subPath?.startsWith('/')) {
    return [fieldErrors.invalid(field, subPath, 'must be a relative path')];
  }
  return subPath?.split('/').includes('..')
    ? [fieldErrors.invalid(field, subPath, "must not contain '..'")]
    : [];
}

function validateResources(
  { limits = {}, requests = {} }: ResourceRequirements,
  at: string,
): FieldError[] {
  return Object.entries(requests).flatMap(([name, amount]) => {
    const limit = limits[name];
    return limit !== undefined && compareQuantities(amount, limit) > 0
      ? [
          fieldErrors.invalid(
            `${at}.requests`,
            amount,
            `must be less than or equal to ${name} limit of ${limit}`,
          ),
        ]
      : [];
  });
}

function validateProbe(probe: Probe | undefined, field: string): FieldError[] {
  return probe &&
    !probe.exec &&
    !probe.httpGet &&
    !probe.tcpSocket &&
    !('grpc' in probe)
    ? [fieldErrors.required(field, 'must specify a handler type')]
    : [];
}
