import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { parseQuantity } from 'backstage-plugin-persistence-common';
import type { SizePolicy } from './Policies';

const KEY = 'persistence.policies.size';

const DEFAULT: SizePolicy = { default: '1Gi', min: '64Mi', max: '100Gi' };

/**
 * Reads how large a claim may be. What is left out is what {@link DEFAULT} says; a default size that was left out moves to the nearest
 * size that is allowed.
 *
 * @param config - `persistence.policies.size`
 * @throws InputError that names the key and says what to write
 */
export function readSizePolicy(config: Config | undefined): SizePolicy {
  const min = readQuantity(config, 'min');
  const max = readQuantity(config, 'max');
  if (min.bytes > max.bytes) {
    throw new InputError(
      `'${KEY}.min' (${min.text}) is larger than '${KEY}.max' (${max.text}): make one of them fit the other`,
    );
  }
  let standard = readQuantity(config, 'default');
  const isOutside = standard.bytes < min.bytes || standard.bytes > max.bytes;
  if (isOutside && config?.has('default')) {
    throw new InputError(
      `'${KEY}.default' (${standard.text}) is not between '${KEY}.min' (${min.text}) and '${KEY}.max' (${max.text})`,
    );
  }
  if (isOutside) {
    standard = standard.bytes < min.bytes ? min : max;
  }
  return { default: standard.text, min: min.text, max: max.text };
}

function readQuantity(
  config: Config | undefined,
  key: keyof SizePolicy,
): { text: string; bytes: number } {
  const text = config?.getOptionalString(key) ?? DEFAULT[key];
  const bytes = parseQuantity(text);
  if (bytes === undefined || bytes <= 0) {
    throw new InputError(
      `'${KEY}.${key}' is '${text}', which is no size: write a Kubernetes quantity such as '${DEFAULT[key]}'`,
    );
  }
  return { text, bytes };
}
