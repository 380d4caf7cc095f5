import type { PodSpec, Volume } from 'kubernetes-types/core/v1';
import { fieldErrors } from '../model/fieldErrors';
import type { FieldError } from '../model/Resource';
import { validateContainer } from './containerValidation';
import { validateUniqueName } from './uniqueName';

const RESTART_POLICIES = ['Always', 'OnFailure', 'Never'];

/** The rules for pods that decide whether a write is accepted, after k8s.io/kubernetes/pkg/apis/core/validation. */
export function validatePodSpec(
  spec: PodSpec | undefined,
  path: string,
): FieldError[] {
  const { containers = [], initContainers = [], volumes = [] } = spec ?? {};
  const errors = validateVolumes(volumes, `${path}.volumes`);
  if (!containers.length) {
    errors.push(fieldErrors.required(`${path}.containers`));
  }
  const known = {
    volumes: new Set(volumes.map(({ name }) => name)),
    containers: new Set<string>(),
  };
  containers.forEach((container, index) => {
    errors.push(
      ...validateContainer(container, `${path}.containers[${index}]`, known),
    );
  });
  initContainers.forEach((container, index) => {
    errors.push(
      ...validateContainer(
        container,
        `${path}.initContainers[${index}]`,
        known,
      ),
    );
  });
  const restart = spec?.restartPolicy;
  if (restart && !RESTART_POLICIES.includes(restart)) {
    errors.push(
      fieldErrors.notSupported(
        `${path}.restartPolicy`,
        restart,
        RESTART_POLICIES,
      ),
    );
  }
  return errors;
}

function validateVolumes(volumes: Volume[], path: string): FieldError[] {
  const names = new Set<string>();
  return volumes.flatMap((volume, index) => {
    const at = `${path}[${index}]`;
    const errors = validateUniqueName(volume.name, `${at}.name`, names);
    names.add(volume.name);
    return [...errors, ...validateVolumeSource(volume, at)];
  });
}

function validateVolumeSource(volume: Volume, at: string): FieldError[] {
  const { name: _, ...sources } = volume;
  const errors: FieldError[] = [];
  const [, second] = Object.keys(sources);
  if (second) {
    errors.push(
      fieldErrors.forbidden(
        `${at}.${second}`,
        'may not specify more than 1 volume type',
      ),
    );
  }
  const { hostPath, persistentVolumeClaim } = volume;
  if (persistentVolumeClaim && !persistentVolumeClaim.claimName) {
    errors.push(fieldErrors.required(`${at}.persistentVolumeClaim.claimName`));
  }
  if (hostPath && !hostPath.path) {
    errors.push(fieldErrors.required(`${at}.hostPath.path`));
  }
  return errors;
}
