/** A HorizontalPodAutoscaler, as far as we keep it. */
export interface Autoscaler {
  namespace: string;
  name: string;
  uid: string;
  /** What it scales. */
  target: { kind: string; name: string };
  minReplicas: number;
  maxReplicas: number;
}
