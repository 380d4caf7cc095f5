/** The patch that replaces all pods, as `kubectl rollout restart` makes it. */
export function restartPatch(restartedAt: string): object {
  return {
    spec: {
      template: {
        metadata: {
          annotations: { 'kubectl.kubernetes.io/restartedAt': restartedAt },
        },
      },
    },
  };
}
