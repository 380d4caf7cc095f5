import type { Access } from './Access';
import { adminAccess, kubernetes, removeAfterwards } from './cluster';
import { environment } from './environment';
import { readDocumentedRights, type Rights } from './examples';
import type { KubernetesObject } from './Kubernetes';

/** A rule of a role: https://kubernetes.io/docs/reference/access-authn-authz/rbac/ */
interface Rule {
  resources: string[];
  verbs: string[];
}

/** Who the portal is in the cluster. */
export interface PortalAccess extends Access {
  /** The name under which the API server knows it, as the audit log has it; undefined where nobody looks. */
  user?: string;
}

/**
 * A ServiceAccount with the rights of docs/rbac and no others. The demo cluster knows one user only, who may do everything.
 *
 * @param options.namespace - where to make it
 * @param options.name - of the account, and of its roles
 * @param options.rights - `write`: those of write.yaml beside those of read.yaml. Default: `read`
 * @param options.without - resources that it may not read after all; `patch deployments`: only not with this verb
 */
export async function createPortalAccess(options: {
  namespace: string;
  name: string;
  rights?: Rights;
  without?: string[];
}): Promise<PortalAccess> {
  const { namespace, name, rights = 'read', without = [] } = options;
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
  for (const right of readDocumentedRights(rights)) {
    const unique = `${namespace}-${name}-${right.metadata.name}`;
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
    .flatMap(rule =>
      rule.resources.map(resource => ({
        ...rule,
        resources: [resource],
        verbs: rule.verbs.filter(
          verb =>
            !without.includes(resource) &&
            !without.includes(`${verb} ${resource}`),
        ),
      })),
    )
    .filter(({ verbs }) => verbs.length > 0);
}
