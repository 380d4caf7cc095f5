import { randomInt } from 'node:crypto';

/** No vowels and no look-alikes, so that no words come out: the alphabet of Kubernetes' `rand.String`. */
export const SAFE_ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** Random characters that are safe in names. */
export function randomSuffix(length = 5): string {
  return Array.from(
    { length },
    () => SAFE_ALPHABET[randomInt(SAFE_ALPHABET.length)],
  ).join('');
}

/** A name for `metadata.generateName`: the prefix, cut where needed, and five random characters. */
export function generatedName(prefix: string): string {
  return `${prefix.slice(0, 58)}${randomSuffix()}`;
}

const SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/**
 * What is wrong with a name, worded as the API server words it; undefined when nothing is.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export function subdomainProblem(name: string): string | undefined {
  if (name.length > 253) {
    return 'must be no more than 253 bytes';
  }
  return SUBDOMAIN.test(name)
    ? undefined
    : "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
}

/** Like {@link subdomainProblem}, for names without dots and of at most 63 characters. */
export function labelProblem(name: string): string | undefined {
  if (name.length > 63) {
    return 'must be no more than 63 bytes';
  }
  return LABEL.test(name)
    ? undefined
    : "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
}
