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

    /**
     * The services whose tokens may change clusters: `plugin:<id>` for a plugin of this portal, such as `plugin:scaffolder`, or
     * `external:<subject>` for a caller that `backend.auth.externalAccess` lets in. Default: none, so that only people may.
     */
    trustedServices?: string[];

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
        /**
         * How its volumes may be used: `ReadWriteOnce` (one node at a time), `ReadWriteOncePod` (one pod) or `ReadWriteMany` (many nodes).
         * Kubernetes does not say it of a class. Default: what is known of its provisioner, else one node or one pod.
         */
        accessModes?: Array<
          'ReadWriteOnce' | 'ReadWriteOncePod' | 'ReadWriteMany'
        >;
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

      /** Where volumes may be mounted. */
      mountPaths?: {
        /**
         * The folders that may not be kept: `/srv` is that folder alone, `/srv/**` it and all below. A list takes the place of the default
         * one: `/`, `/bin`, `/lib`, `/opt`, `/sbin`, `/usr` and `/var`, and `/boot/**`, `/dev/**`, `/etc/**`, `/proc/**`, `/run/**`,
         * `/sys/**` and `/var/run/**`. Whatever it says, `/` and all of `/proc`, `/sys` and `/dev` are refused.
         */
        deny?: string[];
      };

      /** What becomes of volumes that are taken away from a service. */
      shelf?: {
        /** How long they are kept, as an ISO 8601 duration such as `P30D`. Default: `P30D`. */
        keepFor?: string;
      };
    };
  };
}
