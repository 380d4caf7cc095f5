function required(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set`);
  }
  return value;
}

const kind = required('BEHAVIOUR_CLUSTER');
if (kind !== 'real' && kind !== 'demo') {
  throw new Error(`BEHAVIOUR_CLUSTER is real or demo, not ${kind}`);
}

/** What the suite runs against. */
export const environment = {
  /** Whether it is a real Kubernetes or the demo cluster. */
  kind,
  /** The kubeconfig of somebody who may do everything. */
  kubeconfig: required('BEHAVIOUR_KUBECONFIG'),
  /** The audit log of the API server, where there is one: https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/ */
  auditLog: process.env.BEHAVIOUR_AUDIT_LOG || undefined,
  /** Whether to write the golden files anew instead of comparing with them. */
  update: process.env.BEHAVIOUR_UPDATE === 'true',
} as const;
