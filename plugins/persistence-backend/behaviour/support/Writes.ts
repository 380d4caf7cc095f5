import {
  AuditLog,
  FaultyApiServer,
  type RecordedRequest,
} from '../../src/clusters/testing';
import { accessThrough, toClusterAccess, type Access } from './Access';
import { environment } from './environment';
import type { PortalAccess } from './portalAccess';

/** Verbs of the audit log that write, as HTTP has them. */
const METHODS: Record<string, string | undefined> = {
  create: 'POST',
  update: 'PUT',
  patch: 'PATCH',
  delete: 'DELETE',
  deletecollection: 'DELETE',
};

/** A question to the cluster, although it is posted. */
const QUESTION = '/apis/authorization.k8s.io/';

const running: FaultyApiServer[] = [];

afterAll(() => Promise.all(running.splice(0).map(each => each.stop())));

/**
 * What a portal writes to a cluster: `POST /api/v1/…`, without dry runs. From the audit log of the API server where there is one, else by
 * somebody who stands in front of it.
 */
export class Writes {
  /** How the portal has to reach the cluster. */
  readonly access: Access;
  /** Stands in front of the cluster, and can make trouble. */
  readonly apiServer: FaultyApiServer;
  readonly #user?: string;
  #auditLog?: AuditLog;

  static async of(access: PortalAccess): Promise<Writes> {
    const apiServer = await FaultyApiServer.start({
      target: toClusterAccess(access),
    });
    running.push(apiServer);
    return new Writes(apiServer, access.user);
  }

  private constructor(apiServer: FaultyApiServer, user: string | undefined) {
    this.access = accessThrough(apiServer);
    this.apiServer = apiServer;
    this.#user = user;
    this.forget();
  }

  /** Begins anew. */
  forget(): void {
    this.apiServer.forget();
    this.#auditLog = environment.auditLog
      ? AuditLog.open(environment.auditLog)
      : undefined;
  }

  /** Everything since the beginning or the last {@link forget}, in the order in which it happened. */
  list(): string[] {
    return this.#all().map(({ method, path }) => `${method} ${path}`);
  }

  /** The same, without what the cluster refused. */
  landed(): string[] {
    return this.#all()
      .filter(({ status }) => status !== undefined && status < 300)
      .map(({ method, path }) => `${method} ${path}`);
  }

  #all(): Pick<RecordedRequest, 'method' | 'path' | 'query' | 'status'>[] {
    const requests = this.#auditLog
      ? this.#audited(this.#auditLog)
      : this.apiServer.requests;
    return requests.filter(
      ({ method, path, query }) =>
        method !== 'GET' &&
        query.get('dryRun') !== 'All' &&
        !path.startsWith(QUESTION),
    );
  }

  #audited(auditLog: AuditLog) {
    return auditLog
      .requestsOf(this.#user ?? '')
      .map(({ verb, requestURI, responseStatus }) => {
        const { pathname, searchParams } = new URL(requestURI, 'http://any');
        return {
          method: METHODS[verb] ?? 'GET',
          path: pathname,
          query: searchParams,
          status: responseStatus?.code,
        };
      });
  }
}
