import type { Config } from '@backstage/config';
import { NotAllowedError } from '@backstage/errors';
import type { CallerCredentials } from '../operations';

/**
 * The services that may write by their own token: `persistence.trustedServices`. Whoever may call the portal with a service's token is not
 * for that reason somebody who may change clusters.
 */
export class TrustedServices {
  readonly #subjects: ReadonlySet<string>;

  private constructor(subjects: readonly string[]) {
    this.#subjects = new Set(subjects);
  }

  /** @throws Error for what is no subject */
  static fromConfig(config: Config): TrustedServices {
    const key = 'persistence.trustedServices';
    const subjects = config.getOptionalStringArray(key) ?? [];
    for (const subject of subjects) {
      if (!/^(?:plugin|external):[^\s*]+$/.test(subject)) {
        throw new Error(
          `${key} names '${subject}', which is neither 'plugin:<id>' nor 'external:<subject>'`,
        );
      }
    }
    return new TrustedServices(subjects);
  }

  /** @throws NotAllowedError for a service that is not among them; people pass */
  check({ principal }: CallerCredentials): void {
    if (principal.type === 'user') {
      return;
    }
    const name = nameOf(principal.subject);
    if (!this.#subjects.has(name)) {
      throw new NotAllowedError(
        `You may change nothing: persistence.trustedServices does not name '${name}'`,
      );
    }
  }
}

/** Backstage gives subjects their prefix, but not those of static tokens: https://backstage.io/docs/auth/service-to-service-auth */
function nameOf(subject: string): string {
  return /^(?:plugin|external):/.test(subject)
    ? subject
    : `external:${subject}`;
}
