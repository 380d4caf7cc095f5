import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const KEY = 'persistence.policies.mountPaths.deny';

/** Folders of the system: a volume there hides what every program needs. */
const DENIED: readonly string[] = [
  ...['/', '/bin', '/lib', '/opt', '/sbin', '/usr', '/var'],
  ...['/boot', '/dev', '/etc', '/proc', '/run', '/sys', '/var/run'].map(
    folder => `${folder}/**`,
  ),
];

/** `/x` or `/x/**`, without empty parts, `.` and `..`. */
const PATTERN = /^\/$|^(?:\/(?!\.{1,2}(?:\/|$))[^/*:]+)*(?:\/\*\*)?$/;

/**
 * Reads which folders are never kept. A list takes the place of the default one.
 *
 * @param config - `persistence.policies.mountPaths`
 * @throws InputError that names the key and says what to write
 */
export function readMountPathPolicy(config: Config | undefined): {
  deny: string[];
} {
  const deny = config?.getOptionalStringArray('deny') ?? [...DENIED];
  for (const pattern of deny) {
    if (!PATTERN.test(pattern)) {
      throw new InputError(
        `'${KEY}' has '${pattern}', which is no folder: write '/srv' for that folder alone, or '/srv/**' for it and all below`,
      );
    }
  }
  return { deny };
}
