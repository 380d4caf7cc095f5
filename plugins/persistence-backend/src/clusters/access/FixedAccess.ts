import type { AccessProvider } from './AccessProvider';
import type { ClusterAccess } from './ClusterAccess';

/** Access that never changes. */
export class FixedAccess implements AccessProvider {
  readonly #access: ClusterAccess;

  static create(
    access: Pick<ClusterAccess, 'server'> & Partial<ClusterAccess>,
  ): FixedAccess {
    return new FixedAccess({
      headers: {},
      tls: {},
      ...access,
      server: access.server.replace(/\/+$/, ''),
    });
  }

  private constructor(access: ClusterAccess) {
    this.#access = access;
  }

  async current(): Promise<ClusterAccess> {
    return this.#access;
  }

  async renew(): Promise<void> {}
}
