/**
 * Says which objects of a cluster belong to an entity: those with the label `backstage.io/kubernetes-id` of this value.
 * https://backstage.io/docs/features/kubernetes/configuration#surfacing-your-kubernetes-components-as-part-of-an-entity
 *
 * @public
 */
export const KUBERNETES_ID_ANNOTATION = 'backstage.io/kubernetes-id';

/**
 * Says by a label selector which objects belong to an entity; wins over {@link KUBERNETES_ID_ANNOTATION}.
 *
 * @public
 */
export const KUBERNETES_LABEL_SELECTOR_ANNOTATION =
  'backstage.io/kubernetes-label-selector';

/**
 * Narrows an entity's objects to one namespace.
 *
 * @public
 */
export const KUBERNETES_NAMESPACE_ANNOTATION =
  'backstage.io/kubernetes-namespace';

/**
 * Narrows an entity's objects to one cluster.
 *
 * @public
 */
export const KUBERNETES_CLUSTER_ANNOTATION = 'backstage.io/kubernetes-cluster';

/**
 * On an entity: the folder whose files should be kept, an absolute path in the container.
 *
 * @public
 */
export const PATH_ANNOTATION = 'backstage-persistence/path';

/**
 * On an entity: how large its volume should be, a Kubernetes quantity such as `1Gi`.
 *
 * @public
 */
export const SIZE_ANNOTATION = 'backstage-persistence/size';

/**
 * On an entity: the storage class of its volume.
 *
 * @public
 */
export const STORAGE_CLASS_ANNOTATION = 'backstage-persistence/storage-class';

/**
 * On an entity: the container whose files should be kept.
 *
 * @public
 */
export const CONTAINER_ANNOTATION = 'backstage-persistence/container';

/**
 * On a workload: the one entity, as a full reference such as `component:default/guestbook`, that it belongs to, when several
 * select it. On a claim: the entity whose data it holds.
 *
 * @public
 */
export const ENTITY_ANNOTATION = 'backstage-persistence/entity';

/**
 * On a claim: where its data was mounted, an absolute path.
 *
 * @public
 */
export const CLAIM_PATH_ANNOTATION = 'backstage-persistence/path';

/**
 * On a claim: the sub-folder of the volume that was mounted.
 *
 * @public
 */
export const CLAIM_SUB_PATH_ANNOTATION = 'backstage-persistence/sub-path';

/**
 * On a claim: when it was put on the shelf, RFC 3339.
 *
 * @public
 */
export const SHELVED_AT_ANNOTATION = 'backstage-persistence/shelved-at';

/**
 * On a claim: until when the shelf keeps it, RFC 3339.
 *
 * @public
 */
export const KEEP_UNTIL_ANNOTATION = 'backstage-persistence/keep-until';

/**
 * On a claim: who put it on the shelf, an entity reference of a user or the subject of a service.
 *
 * @public
 */
export const SHELVED_BY_ANNOTATION = 'backstage-persistence/shelved-by';

/**
 * On a claim: the container that saw its data.
 *
 * @public
 */
export const CLAIM_CONTAINER_ANNOTATION = 'backstage-persistence/container';

/**
 * On a claim: the name of the workload that it was attached to.
 *
 * @public
 */
export const CLAIM_WORKLOAD_ANNOTATION = 'backstage-persistence/workload';

/**
 * On a claim: the strategy that the workload had before, as JSON; it comes back when the claim is taken off.
 *
 * @public
 */
export const CLAIM_PREVIOUS_STRATEGY_ANNOTATION =
  'backstage-persistence/previous-strategy';

/**
 * On a claim: the `emptyDir` whose place it took, as JSON; it comes back when the claim is taken off.
 *
 * @public
 */
export const CLAIM_REPLACED_ANNOTATION = 'backstage-persistence/replaced';

/**
 * On a workload or claim: the operation that changed it last.
 *
 * @public
 */
export const OPERATION_ANNOTATION = 'backstage-persistence/operation';

/**
 * On a workload or claim: who asked for the last change, an entity reference of a user or the subject of a service.
 *
 * @public
 */
export const ACTOR_ANNOTATION = 'backstage-persistence/actor';

/**
 * On a claim: that we made it.
 *
 * @public
 */
export const MANAGED_LABEL = 'backstage-persistence/managed';
