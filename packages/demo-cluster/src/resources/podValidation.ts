import type { Container, PodSpec } from 'kubernetes-types/core/v1';
import { fieldErrors } from '../model/fieldErrors';
import { labelProblem } from '../model/names';
import type { FieldError } from '../model/Resource';

/** The rules for pods that decide whether a write is accepted, after k8s.io/kubernetes/pkg/apis/core/validation. */
export function validatePodSpec(
  spec: PodSpec | undefined,
  path: string,
): FieldError[] {
  if (!spec?.containers?.length) {
    return [fieldErrors.required(`${path}.containers`)];
  }
  const volumes = new Set<string>();
  const errors: FieldError[] = [];
  (spec.volumes ?? []).forEach((volume, index) => {
    const at = `${path}.volumes[${index}]`;
    const { name, ...sources } = volume;
    if (!name) {
      errors.push(fieldErrors.required(`${at}.name`));
    } else if (labelProblem(name)) {
      errors.push(
        fieldErrors.invalid(`${at}.name`, name, labelProblem(name) ?? ''),
      );
    } else if (volumes.has(name)) {
      errors.push(fieldErrors.duplicate(`${at}.name`, name));
    }
    volumes.add(name);
    const [, second] = Object.keys(sources);
    if (second) {
      errors.push(
        fieldErrors.forbidden(
          `${at}.${second}`,
          'may not specify more than 1 volume type',
        ),
      );
    }
    if (
      volume.persistentVolumeClaim &&
      !volume.persistentVolumeClaim.claimName
    ) {
      errors.push(
        fieldErrors.required(`${at}.persistentVolumeClaim.claimName`),
      );
    }
  });
  const names = new Set<string>();
  spec.containers.forEach((container, index) => {
    errors.push(
      ...validateContainer(container, `${path}.containers[${index}]`, {
        volumes,
        names,
      }),
    );
  });
  (spec.initContainers ?? []).forEach((container, index) => {
    errors.push(
      ...validateContainer(container, `${path}.initContainers[${index}]`, {
        volumes,
        names,
      }),
    );
  });
  return errors;
}

function validateContainer(
  container: Container,
  at: string,
  { volumes, names }: { volumes: Set<string>; names: Set<string> },
): FieldError[] {
  const errors: FieldError[] = [];
  if (!container.name) {
    errors.push(fieldErrors.required(`${at}.name`));
  } else if (labelProblem(container.name)) {
    errors.push(
      fieldErrors.invalid(
        `${at}.name`,
        container.name,
        labelProblem(container.name) ?? '',
      ),
    );
  } else if (names.has(container.name)) {
    errors.push(fieldErrors.duplicate(`${at}.name`, container.name));
  }
  names.add(container.name);
  if (!container.image) {
    errors.push(fieldErrors.required(`${at}.image`));
  }
  const paths = new Set<string>();
  (container.volumeMounts ?? []).forEach((mount, index) => {
    const mountAt = `${at}.volumeMounts[${index}]`;
    if (!mount.name) {
      errors.push(fieldErrors.required(`${mountAt}.name`));
    } else if (!volumes.has(mount.name)) {
      errors.push(fieldErrors.notFound(`${mountAt}.name`, mount.name));
    }
    if (!mount.mountPath) {
      errors.push(fieldErrors.required(`${mountAt}.mountPath`));
    } else if (paths.has(mount.mountPath)) {
      errors.push(
        fieldErrors.invalid(
          `${mountAt}.mountPath`,
          mount.mountPath,
          'must be unique',
        ),
      );
    }
    paths.add(mount.mountPath);
    if (mount.subPath?.startsWith('/')) {
      errors.push(
        fieldErrors.invalid(
          `${mountAt}.subPath`,
          mount.subPath,
          'must be a relative path',
        ),
      );
    } else if (mount.subPath?.split('/').includes('..')) {
      errors.push(
        fieldErrors.invalid(
          `${mountAt}.subPath`,
          mount.subPath,
          "must not contain '..'",
        ),
      );
    }
  });
  return errors;
}
