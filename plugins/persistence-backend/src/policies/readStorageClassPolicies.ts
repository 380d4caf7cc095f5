import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { StorageClassPolicy } from './Policies';

/** https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes */
const ACCESS_MODES = ['ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany'];

const KEY = 'persistence.policies.storageClasses';

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
const NAME = /^(?=.{1,253}$)[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?$/;

/**
 * Reads which storage classes may be chosen.
 *
 * @param config - `persistence.policies.storageClasses`
 * @returns undefined where all may
 * @throws InputError that names the key and says what to write
 */
export function readStorageClassPolicies(
  config: Config[] | undefined,
): StorageClassPolicy[] | undefined {
  if (config === undefined) {
    return undefined;
  }
  if (config.length === 0) {
    throw new InputError(
      `'${KEY}' is empty, so that no storage class could be chosen: name one, or leave it out to allow all`,
    );
  }
  const policies = config.map(readStorageClassPolicy);
  const names = new Set<string>();
  for (const { name } of policies) {
    if (names.has(name)) {
      throw new InputError(`'${KEY}' names '${name}' more than once`);
    }
    names.add(name);
  }
  const defaults = policies.filter(policy => policy.default);
  if (defaults.length > 1) {
    throw new InputError(
      `'${KEY}' has more than one default: ${defaults.map(({ name }) => `'${name}'`).join(', ')}`,
    );
  }
  return policies;
}

function readStorageClassPolicy(
  config: Config,
  index: number,
): StorageClassPolicy {
  const name = config.getString('name');
  if (!NAME.test(name)) {
    throw new InputError(
      `'${KEY}[${index}].name' is '${name}', which cannot be the name of a storage class`,
    );
  }
  const title = config.getOptionalString('title');
  const accessModes = readAccessModes(config, index);
  return {
    name,
    ...(title && { title }),
    default: config.getOptionalBoolean('default') ?? false,
    ...(accessModes && { accessModes }),
  };
}

function readAccessModes(config: Config, index: number): string[] | undefined {
  const key = `${KEY}[${index}].accessModes`;
  const accessModes = config.getOptionalStringArray('accessModes');
  if (accessModes?.length === 0) {
    throw new InputError(
      `'${key}' is empty, so that the class could not be used at all: name a mode, or leave it out`,
    );
  }
  for (const mode of accessModes ?? []) {
    if (!ACCESS_MODES.includes(mode)) {
      throw new InputError(
        `'${key}' has '${mode}', which is none of ${ACCESS_MODES.join(', ')}`,
      );
    }
  }
  return accessModes && [...new Set(accessModes)];
}
