/** An event of the cluster, as far as we keep it. */
export interface ClusterEvent {
  namespace: string;
  name: string;
  uid: string;
  type: 'Normal' | 'Warning';
  /** For example `ProvisioningFailed`. */
  reason: string;
  message: string;
  count: number;
  firstAt: string;
  lastAt: string;
  object: { kind: string; name: string; uid: string };
}
