export interface Config {
  /** Persistence: whether the data of services survives their next redeploy. */
  persistence?: {
    /**
     * The clusters, reached directly. Only these are used. Without it, the clusters of the Kubernetes plugin are used, through its proxy.
     * Give them the names that they have there, so that the annotation `backstage.io/kubernetes-cluster` means the same to both.
     */
    clusters?: Array<{
      /** How people see the cluster; every one has its own. */
      name: string;
      /**
       * A file with credentials; a relative path starts at the directory of the backend. Default, where a context is named: what kubectl
       * would use, `KUBECONFIG` or `~/.kube/config`.
       */
      kubeconfig?: string;
      /** Which context of the file. Default: the current one. */
      context?: string;
      /** The cluster that the portal runs in, with the service account of its pod; instead of `kubeconfig` and `context`. */
      inCluster?: boolean;
    }>;

    /** How the clusters of the Kubernetes plugin are used; without effect where `clusters` is configured. */
    kubernetesPlugin?: {
      /**
       * Whether we may write to them. Default: false. The proxy of the Kubernetes plugin lets everybody with the permission
       * `kubernetes.proxy` do what its service account may, so restrict that permission before its service account may write.
       */
      writes?: boolean;
    };

    /** What the platform team allows. */
    policies?: {
      /** The storage classes that may be chosen, in the order in which they are offered. Default: all that a cluster has. */
      storageClasses?: Array<{
        /** The name of the StorageClass. A cluster that has none of this name does not offer it. */
        name: string;
        /** What people call it. */
        title?: string;
        /** Whether it is chosen unless somebody chooses another one; at most one. Default: the cluster's own default. */
        default?: boolean;
      }>;

      /** How large a claim may be, as Kubernetes quantities such as `1Gi`. */
      size?: {
        /** What is suggested. Default: `1Gi`, or the nearest size that is allowed. */
        default?: string;
        /** Default: `64Mi`. */
        min?: string;
        /** Default: `100Gi`. */
        max?: string;
      };
    };
  };
}
