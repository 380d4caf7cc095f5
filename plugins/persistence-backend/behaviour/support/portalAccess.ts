import type { Access } from './Access';
import { adminAccess, kubernetes, removeAfterwards } from './cluster';
import { environment } from './environment';
import { readDocumentedRights } from './examples';
import type { KubernetesObject } from './Kubernetes';

/** A rule of a role: https://kubernetes.io/docs/reference/access-authn-authz/rbac/ */
interface Rule {
  resources: string[];
}

/** Who the portal is in the cluster. */
export interface PortalAccess extends Access {
  /** The name under which the API server knows it, as the audit log has it; undefined where nobody looks. */
  user?: string;
}

/**
 * A ServiceAccount with the rights of docs/rbac/read.yaml and no others. The demo cluster knows one user only, who may do
 * everything.
 *
 * @param options.namespace - where to make it
 * @param options.name - of the account, and of its role
 * @param options.without - resources that it may not read after all
 */
export async function createPortalAccess(options: {
  namespace: string;
  name: string;
  without?: string[];
}): Promise<PortalAccess> {
  const { namespace, name, without = [] } = options;
  const { server, authority } = adminAccess;
  if (environment.kind === 'demo') {
    return adminAccess;
  }
  const account: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { namespace, name },
  };
  await kubernetes.create(account);
  const unique = `${namespace}-${name}`;
  for (const right of readDocumentedRights()) {
    const own = {
      ...right,
      metadata: { name: unique },
      ...(right.kind === 'ClusterRole'
        ? { rules: rulesWithout(right.rules as Rule[], without) }
        : {
            roleRef: { ...(right.roleRef as object), name: unique },
            subjects: [{ kind: 'ServiceAccount', namespace, name }],
          }),
    };
    await kubernetes.create(own);
    removeAfterwards(own);
  }
  const { status } = await kubernetes.request<{ status: { token: string } }>({
    method: 'POST',
    path: `/api/v1/namespaces/${namespace}/serviceaccounts/${name}/token`,
    body: {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { expirationSeconds: 3600 },
    },
  });
  return {
    server,
    authority,
    token: status.token,
    user: `system:serviceaccount:${namespace}:${name}`,
  };
}

function rulesWithout(rules: Rule[], without: string[]): Rule[] {
  return rules
    .map(rule => ({
      ...rule,
      resources: rule.resources.filter(each => !without.includes(each)),
    }))
    .filter(({ resources }) => resources.length > 0);
}
