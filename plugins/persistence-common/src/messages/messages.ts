/**
 * Every sentence that the backend may answer with, in English, by its code. `{{name}}` is replaced with a parameter. Pages
 * translate by the same codes and parameters.
 *
 * @public
 */
export const MESSAGES = {
  // Summaries: what becomes of a workload's data.
  DATA_SURVIVES: 'Data in {{paths}} survives redeploys.',
  DATA_SURVIVES_PER_REPLICA:
    'Data in {{paths}} survives redeploys: each of the {{replicas}} replicas keeps its own.',
  DATA_SURVIVES_ON_ITS_NODE:
    'Data in {{paths}} survives redeploys, but not the loss of the node that holds it.',
  DATA_SURVIVES_PARTLY:
    'Data in {{paths}} survives redeploys; what is written to {{lost}} is lost.',
  DATA_SURVIVES_RUNS: 'Data in {{paths}} stays when a run ends.',
  DATA_SURVIVES_RUNS_PARTLY:
    'Data in {{paths}} stays when a run ends; what is written to {{lost}} is lost.',
  NOTHING_KEPT:
    '{{workload}} keeps nothing on a volume: anything it writes is lost at the next redeploy.',
  NOTHING_KEPT_BETWEEN_RUNS:
    '{{workload}} keeps nothing on a volume: anything a run writes is lost when the run ends.',
  TEMPORARY_SPACE_ONLY:
    '{{workload}} has only temporary space in {{paths}}: what it writes there is lost at the next redeploy.',
  TEMPORARY_SPACE_BETWEEN_RUNS:
    '{{workload}} has only temporary space in {{paths}}: what a run writes there is lost when the run ends.',
  NODE_FOLDER_ONLY:
    'What {{workload}} writes to {{paths}} stays on the node where it ran, so a redeploy on another node starts without it; anything else it writes is lost.',
  VOLUME_UNUSABLE:
    '{{workload}} is meant to keep {{paths}} on a volume, but that volume cannot be used: nothing it writes survives.',
  VOLUME_BEING_DELETED:
    'The volume that holds {{paths}} is being deleted: the data is lost at the next redeploy.',
  FILES_LOST:
    'Files that {{workload}} wrote are lost at the next redeploy: {{files}} in {{paths}}, {{size}} in all.',
  NOTHING_WRITTEN:
    '{{workload}} keeps nothing on a volume, and has written nothing that a redeploy would lose.',
  NOTHING_WRITABLE:
    '{{workload}} cannot write to any folder, so a redeploy has nothing to lose.',
  SURVIVAL_UNKNOWN:
    'Whether the data of {{workload}} survives a redeploy is not known: the portal has not been able to read the {{resources}} of {{cluster}}.',

  // Findings: what a person must know.
  RESOURCES_UNREADABLE:
    'The portal cannot see the {{resources}} of {{cluster}}.',
  OWNERSHIP_AMBIGUOUS:
    '{{count}} catalog entities select this workload, so nobody can change it from here.',
  CLUSTER_READ_ONLY: 'The portal may look at {{cluster}}, but not change it.',
  NOT_SUPPORTED_YET: 'This version cannot do this yet: {{words}}.',
  ROLLOUT_WILL_DEADLOCK:
    'The next redeploy of {{workload}} can hang for ever: the new pod starts before the old one ends, but may not get the volume {{claim}} until then ({{accessMode}}).',
  ROLLOUT_DEADLOCKED:
    'The redeploy of {{workload}} hangs: pod {{pod}} waits for the volume {{claim}}, which pod {{holder}} keeps until the new pod is ready.',
  REPLICAS_NEED_SHARED_CLASS:
    '{{workload}} has up to {{replicas}} replicas, but the volume {{claim}} can be used in one place at a time only ({{accessMode}}): replicas elsewhere cannot start.',
  CLASS_MISMATCH:
    'The volume {{volume}}, made in advance, is never used: the volume claim {{claim}} has the storage class {{storageClass}} and gets a new, empty volume of that class instead.',
  CLASS_UNKNOWN:
    'The cluster {{cluster}} has no storage class {{storageClass}}: no volume is made for the volume claim {{claim}}, which asks for it.',
  NO_DEFAULT_CLASS:
    'The cluster {{cluster}} has no default storage class: no volume is made for the volume claim {{claim}}, which names none.',
  NO_FREE_VOLUME:
    'The volume claim {{claim}} waits for a volume made in advance, and none that fits is free.',
  CLAIM_UNKNOWN:
    'There is no volume claim {{claim}} in {{namespace}} that {{workload}} could use: pods that need it cannot start.',
  CLAIM_DELETING:
    'The volume claim {{claim}} is being deleted: it goes when the last pod that uses it ends, and no new pod can use it.',
  CLAIM_LOST: 'The volume {{claim}} is gone, with what was on it.',
  CLAIM_FAILED:
    'No volume can be made for the volume claim {{claim}}. The cluster says: {{words}}',
  GROWTH_NEEDS_RESTART:
    'The volume {{claim}} is being made larger ({{size}}) and waits for {{workload}} to be stopped and started.',
  GROWTH_FAILED:
    'The volume {{claim}} cannot be made larger ({{size}}). The cluster says: {{words}}',
  NODE_PINNED:
    'The volume {{claim}} exists on one node only: {{workload}} runs nowhere else, and the data is lost with that node.',
  NODE_FOLDER_VOLUME:
    'The volume {{claim}} is a folder of the node that a pod runs on: on another node {{workload}} starts with another folder.',
  VOLUME_ALMOST_FULL: 'The volume {{claim}} is {{percent}} % full.',
  CLAIMS_DELETED_WITH_WORKLOAD:
    'Whoever deletes {{workload}} deletes the data of all its replicas with it.',
  CLAIMS_DELETED_WITH_REPLICAS:
    'Whoever scales {{workload}} down deletes the data of the replicas that go.',
  ROLLOUT_STUCK: 'The latest change of {{workload}} is stuck. {{words}}',
  WORKLOAD_PAUSED: '{{workload}} is paused: changes wait until it is resumed.',
  WORKLOAD_SUSPENDED: '{{workload}} is suspended: no runs are started.',
  JOB_FAILED: '{{workload}} failed. {{words}}',
  REVISIONS_DIFFER:
    '{{workload}} lets a change reach its replicas by hand only: {{updated}} of {{replicas}} run the latest version.',
  SCALED_TO_ZERO: '{{workload}} is scaled to 0: none of its pods run.',

  // Why something may not be done.
  CONTAINER_UNKNOWN:
    '{{workload}} has no container {{container}}. It has: {{containers}}.',
  PATH_NEEDED: 'Which folder {{workload}} should keep is not known.',
  PATH_INVALID:
    '{{path}} is no folder that could be kept: it has to begin with / and to be without “..”, “.” and “:”.',
  SUB_PATH_INVALID:
    '{{path}} is no folder of a volume: it has to be without “..”, “.” and “:”, and may not begin with /.',
  PATH_NOT_ALLOWED: '{{path}} may not be kept: the rule {{rule}} forbids it.',
  PATH_IN_USE:
    '{{path}} cannot be kept: {{mount}} is mounted in the container {{container}} already (volume {{volume}}).',
  REPLACED_VOLUME_UNKNOWN:
    '{{volume}} is not the temporary space at {{path}}, so it cannot be replaced.',
  NAME_INVALID:
    '{{name}} cannot be the name of a volume claim: it may have up to 63 small letters, digits and dashes.',
  SIZE_INVALID: '{{size}} is no size.',
  SIZE_OUT_OF_RANGE: '{{size}} is not between {{min}} and {{max}}.',
  CLASS_NOT_ALLOWED: 'The storage class {{storageClass}} may not be chosen.',
  ACCESS_MODE_UNSUPPORTED:
    'Volumes of the storage class {{storageClass}} cannot be used as {{accessMode}}.',
  CLAIM_IN_USE:
    'The volume claim {{claim}} is taken: there is one of this name already, or something uses it.',
  CLAIM_NEEDED:
    '{{workload}} has several volumes, and which one is meant is not said: {{claims}}.',
  CLAIM_NOT_MOUNTED: '{{workload}} does not use a volume claim {{claim}}.',
  NOTHING_TO_DETACH:
    '{{workload}} uses no volume claim that could be taken away.',
  CLAIM_WRONG_MODE:
    'The volume claim {{claim}} is a device without files, or may only be read.',
  DURATION_INVALID: '{{duration}} is no time to keep a volume for.',
  OWNED_BY_OPERATOR:
    '{{workload}} belongs to {{ownerKind}} {{owner}}, which makes it what it should be and takes other changes back.',
  STRATEGY_OWNED:
    'How {{workload}} replaces its pods is said by {{manager}}, which would take our change back.',
  ROLLOUT_IN_PROGRESS:
    'The latest change of {{workload}} is still under way. {{words}}',
  NODE_LOST:
    'Pod {{pod}} of {{workload}} should have ended and has not: its node {{node}} does not answer, and nothing else can take its place.',
  FORBIDDEN_BY_CLUSTER:
    'The cluster {{cluster}} does not let the portal {{verb}} {{resource}} in {{namespace}}.',
  QUOTA_EXCEEDED:
    'The namespace {{namespace}} has no room for it. The cluster says: {{words}}',
  POD_SECURITY:
    'The namespace {{namespace}} would refuse the new pods. The cluster says: {{words}}',
  REFUSED_BY_CLUSTER: 'The cluster refuses it. It says: {{words}}',
  NOT_PERMITTED: 'You may not do this.',

  // What stops an operation, or what it waits for.
  OBJECT_GONE:
    'The {{object}} is not there any more, or is another one of the same name.',
  CHANGED_MEANWHILE:
    '{{workload}} was changed by somebody else after the plan was made.',
  CLUSTER_UNKNOWN: 'The portal knows no cluster {{cluster}} any more.',
  MOUNT_MISSING:
    'Pod {{pod}} of {{workload}} is ready, and the volume {{claim}} is not where it should be in it.',
  MOUNT_STILL_THERE:
    'Pod {{pod}} of {{workload}} is ready, and still uses the volume {{claim}}.',
  ROLLOUT_NOT_FINISHED:
    'The pods of {{workload}} have not been replaced within {{minutes}} minutes.',
  OPERATION_BROKE: 'Something went wrong in the portal. It says: {{words}}',
  CLUSTER_WARNS: 'The cluster warns: {{words}}',
  WAITS_FOR_CLUSTER:
    'Waits for the cluster {{cluster}}, which does not answer.',
  WAITS_FOR_PODS: 'Waits for the pods. {{words}}',

  // What a plan means.
  NOTHING_IS_CHANGED: 'Nothing of {{workload}} is changed.',
  FILES_WILL_BE_HIDDEN:
    'The volume starts empty: files that are in {{path}} now are not carried over.',
  NOTHING_IS_CARRIED_OVER:
    'What {{workload}} has in {{path}} now is not carried over to the volume.',
  CLAIM_KEEPS_ITS_FILES:
    '{{path}} has what is on the volume {{claim}}; files that are in {{path}} now are not carried over.',
  EMPTY_DIR_IS_REPLACED:
    'The temporary space {{volume}} at {{path}} becomes the volume {{claim}}, for all containers that share it.',
  CLAIM_OUTLIVES_WORKLOAD:
    'The data stays in the volume claim {{claim}}, also when {{workload}} is deleted.',
  STRATEGY_BECOMES_RECREATE:
    'From now on a deploy of {{workload}} ends the old pod before it starts the new one, because the volume can be used in one place only.',
  STRATEGY_COMES_BACK:
    'Deploys of {{workload}} replace pods again as they did before the volume came.',
  DEPLOYS_INTERRUPT:
    'Each deploy of {{workload}} interrupts it for as long as a pod needs to start.',
  DEPLOYS_AS_BEFORE: 'Deploys of {{workload}} stay as they are.',
  DATA_STAYS_ON_SHELF:
    'The volume {{claim}} goes to the shelf with all its data until {{until}}, and can be attached again.',
  DATA_STAYS_ON_CLAIM: 'All data stays on the volume {{claim}}.',
  STARTS_WITHOUT_DATA:
    '{{workload}} starts with what its image has in {{paths}}.',
  EMPTY_DIR_COMES_BACK:
    '{{workload}} has temporary space in {{paths}} again, which starts empty.',
  NOT_ATTACHED_HERE:
    '{{workload}} did not get the volume {{claim}} from this portal: the next deploy of its manifest may bring it back.',
  REDEPLOY_KEEPS:
    'Data in {{paths}} survives; anything else that {{workload}} has written is lost.',
  REDEPLOY_LOSES: 'Anything that {{workload}} has written is lost.',
  ONLY_VOLUMES_ARE_KEPT: '{{workload}} keeps what is in {{paths}}.',

  // What an operation does.
  STEP_CREATE_CLAIM: 'Make a volume of {{size}} ({{storageClass}}): {{claim}}.',
  STEP_ADOPT_CLAIM: 'Take the volume {{claim}} off the shelf.',
  STEP_MOUNT_CLAIM: 'Give {{workload}} the volume at {{path}}.',
  STEP_MOUNT_CLAIM_AND_RECREATE:
    'Give {{workload}} the volume at {{path}}, and let deploys end the old pod first.',
  STEP_AWAIT_MOUNTED: 'Restart, and see that {{path}} is on the volume.',
  STEP_UNMOUNT_CLAIM: 'Take the volume {{claim}} away from {{workload}}.',
  STEP_AWAIT_UNMOUNTED:
    'Restart, and see that nothing uses {{claim}} any more.',
  STEP_SHELVE_CLAIM: 'Put {{claim}} on the shelf until {{until}}.',
  STEP_RESTART: 'Restart {{workload}}.',
  STEP_AWAIT_RESTARTED: 'Wait until all new pods are ready.',

  // Why a claim is in its state.
  CLAIM_WAITS_FOR_FIRST_POD:
    'Its volume is made when the first pod needs it. This is normal.',
  CLAIM_WAITS_FOR_POD_TO_BE_PLACED:
    'Its volume is made when pod {{pod}} has found a node. This is normal for a moment.',
  CLAIM_WAITS_FOR_POD_NOT_PLACED:
    'Its volume is made when pod {{pod}} has found a node, and there is none for it yet. The cluster says: {{words}}',
  CLAIM_WAITS_FOR_REPLICA: 'It is made when replica {{replica}} starts.',
  CLAIM_VOLUME_IS_MADE: 'The storage is making its volume.',
  CLAIM_VOLUME_TAKES_LONG:
    'The storage has been making its volume for {{minutes}} minutes and has not said why it takes so long.',
  CLAIM_VOLUME_IS_BOUND: 'It is being joined with the volume {{volume}}.',
  CLAIM_POD_STARTS: 'Pod {{pod}} is starting with it.',
  CLAIM_POD_NOT_PLACED:
    'Pod {{pod}} needs it and finds no node. The cluster says: {{words}}',
  CLAIM_POD_WAITS:
    'Pod {{pod}} cannot start with it yet. The cluster says: {{words}}',
  CLAIM_HELD: 'Pod {{pod}} waits for it: pod {{holder}} still uses it.',
  CLAIM_GROWS: 'It grows from {{capacity}} to {{requested}}.',
  CLAIM_GROWS_WITH_POD:
    'It grows from {{capacity}} to {{requested}} when the next pod starts with it.',
  CLAIM_GROWS_AFTER_RESTART:
    'It grows from {{capacity}} to {{requested}} when all pods that use it have ended and one starts again.',
  CLAIM_GROWTH_FAILS:
    'It cannot grow from {{capacity}} to {{requested}}. The cluster says: {{words}}',
  CLAIM_GOES_WITH_POD: 'It is deleted when the last pod that uses it ends.',
  CLAIM_GOES: 'It is being deleted.',
  CLAIM_IS_MISSING: 'There is no such volume claim in {{namespace}}.',

  // How far a rollout has got.
  ROLLOUT_NOT_NOTICED: 'The cluster has not taken up the latest change yet.',
  ROLLOUT_REPLACING: '{{updated}} of {{replicas}} pods have been replaced.',
  ROLLOUT_OLD_PODS_ENDING:
    'The new pods are there; old ones that still have to end: {{old}}.',
  ROLLOUT_STARTING: '{{ready}} of {{replicas}} pods are ready.',
  ROLLOUT_TOO_SLOW:
    'It did not finish in time: {{ready}} of {{replicas}} pods are ready.',
  ROLLOUT_PODS_REFUSED: 'The cluster refuses the new pods. It says: {{words}}',
  ROLLOUT_PAUSED: 'Paused: changes wait until it is resumed.',
  ROLLOUT_BY_HAND:
    '{{updated}} of {{replicas}} pods have been replaced; the others are replaced when somebody deletes them.',
  ROLLOUT_UP_TO_PARTITION:
    '{{updated}} of {{replicas}} pods have been replaced; the others stay as they are until the partition is lowered.',
  ROLLOUT_SCALED_TO_ZERO: 'Scaled to 0: no pods run.',
  ROLLOUT_SUSPENDED: 'Suspended: no runs are started.',
  RUN_GOES_ON: 'It is running.',
  RUN_FAILED: 'The cluster says: {{words}}',

  // What is wrong with a pod.
  POD_NOT_PLACED:
    'Pod {{pod}} finds no node to run on. The cluster says: {{words}}',
  POD_CLAIM_WAITS: 'Pod {{pod}} waits for its volume (volume claim {{claim}}).',
  POD_CRASHES:
    'Container {{container}} of pod {{pod}} ends again and again (restarts: {{restarts}}).',
  POD_IMAGE_MISSING:
    'The image of container {{container}} of pod {{pod}} cannot be fetched. The cluster says: {{words}}',
  POD_CONTAINER_WAITS:
    'Container {{container}} of pod {{pod}} cannot start ({{reason}}). The cluster says: {{words}}',
  POD_VOLUME_HELD:
    'Pod {{pod}} waits for the volume {{claim}}, which pod {{holder}} still uses.',
  POD_VOLUME_WAITS:
    'Pod {{pod}} waits for a volume. The cluster says: {{words}}',

  // Events of the cluster in plain words.
  EVENT_PROVISIONING_FAILED:
    'The volume could not be made. The cluster says: {{words}}',
  EVENT_PROVISIONING: 'The storage is making the volume.',
  EVENT_PROVISIONED: 'The volume was made.',
  EVENT_WAITS_FOR_FIRST_POD:
    'The volume is made when the first pod needs it. This is normal.',
  EVENT_WAITS_FOR_POD_TO_BE_PLACED:
    'The volume is made when the pod has found a node. This is normal.',
  EVENT_NO_VOLUME_FITS:
    'No volume fits, and none can be made. The cluster says: {{words}}',
  EVENT_CLAIM_LOST: 'The volume is gone. The cluster says: {{words}}',
  EVENT_GROWING: 'The volume is being made larger.',
  EVENT_GROWTH_WAITS_FOR_POD:
    'The volume is larger; the pod has to take the new space into use.',
  EVENT_GROWN: 'The volume has its new size.',
  EVENT_GROWTH_FAILED:
    'The volume could not be made larger. The cluster says: {{words}}',
  EVENT_NOT_PLACED:
    'No node was found for the pod. The cluster says: {{words}}',
  EVENT_PLACED: 'A node was found for the pod.',
  EVENT_PREEMPTED: 'The pod had to make room for a more important one.',
  EVENT_VOLUME_ATTACHED: 'The volume was connected to the node.',
  EVENT_VOLUME_HELD_ELSEWHERE:
    'The volume could not be connected: a pod on another node still uses it.',
  EVENT_ATTACH_FAILED:
    'The volume could not be connected to the node. The cluster says: {{words}}',
  EVENT_MOUNT_FAILED:
    'The volume could not be opened on the node. The cluster says: {{words}}',
  EVENT_IMAGE_PULLING: 'The image is being fetched.',
  EVENT_IMAGE_PULLED: 'The image is there.',
  EVENT_IMAGE_FAILED:
    'The image could not be fetched. The cluster says: {{words}}',
  EVENT_CONTAINER_CREATED: 'A container was made.',
  EVENT_CONTAINER_STARTED: 'A container was started.',
  EVENT_CONTAINER_FAILED:
    'A container could not be started. The cluster says: {{words}}',
  EVENT_CRASHES:
    'A container ended again and again; the cluster waits a little before the next try.',
  EVENT_UNHEALTHY: 'A health check failed. The cluster says: {{words}}',
  EVENT_ENDING: 'A container is being ended.',
  EVENT_EVICTED:
    'The pod was removed from its node. The cluster says: {{words}}',
  EVENT_POD_CREATED: 'A pod was made.',
  EVENT_POD_DELETED: 'A pod was removed.',
  EVENT_POD_REFUSED: 'A pod was refused. The cluster says: {{words}}',
  EVENT_SCALED: 'The number of pods was changed. The cluster says: {{words}}',
  EVENT_RUN_ENDED: 'The run has ended.',
  EVENT_RUN_FAILED: 'The run failed. The cluster says: {{words}}',
  EVENT_NODE_NOT_READY: 'The node of the pod does not answer.',
  EVENT_OTHER: '{{reason}}: {{words}}',
} as const satisfies Record<string, string>;

/**
 * The codes of {@link MESSAGES}.
 *
 * @public
 */
export type MessageCode = keyof typeof MESSAGES;

/**
 * What to do about a finding, in English, by its code; with the same parameters as its sentence.
 *
 * @public
 */
export const REMEDIES = {
  OWNERSHIP_AMBIGUOUS:
    'Let one entity select it, or name the owner in the annotation backstage-persistence/entity of the workload.',
  CLUSTER_READ_ONLY:
    'Ask those who run the portal to let it write to {{cluster}}.',
  NOT_SUPPORTED_YET: 'Choose something else, or wait for a later version.',
  ROLLOUT_WILL_DEADLOCK:
    'Let the old pod end before the new one starts: set the strategy of {{workload}} to Recreate.',
  ROLLOUT_DEADLOCKED:
    'Set the strategy of {{workload}} to Recreate: the old pod ends, the new one starts, and the data stays.',
  REPLICAS_NEED_SHARED_CLASS:
    'Run one replica, also at most where an autoscaler decides, or use a storage class whose volumes can be shared (ReadWriteMany).',
  CLASS_MISMATCH:
    'To use {{volume}}, make the claim again with storageClassName: "" and volumeName: {{volume}}. What the service has written since is on the other volume.',
  CLASS_UNKNOWN:
    'Choose a storage class of the cluster {{cluster}}, or ask those who run the cluster to add this one.',
  NO_DEFAULT_CLASS:
    'Choose a storage class, or ask those who run the cluster {{cluster}} for a default one.',
  NO_FREE_VOLUME:
    'Ask those who run the cluster for a volume, or make the claim again with a storage class.',
  CLAIM_UNKNOWN:
    'Make the volume claim {{claim}}, or let {{workload}} use another one.',
  CLAIM_DELETING:
    'A deletion cannot be taken back. Copy the data elsewhere before the next redeploy.',
  CLAIM_LOST:
    'Ask those who run the cluster whether the storage still has the data. A new claim starts empty.',
  CLAIM_FAILED:
    'Ask those who run the cluster, or make the claim again with another storage class.',
  GROWTH_NEEDS_RESTART:
    'Scale {{workload}} to 0, wait until its pods have ended, and scale it back. A normal restart is not enough.',
  GROWTH_FAILED:
    'Ask those who run the cluster, or ask for a size that the storage can give.',
  NODE_FOLDER_VOLUME:
    'Move the data to a storage class whose volumes can follow the service to another node.',
  NODE_PINNED:
    'Move the data to a storage class whose volumes can follow the service to another node.',
  VOLUME_ALMOST_FULL: 'Make the volume larger, or remove files from it.',
  ROLLOUT_STUCK:
    'Put right what is named here and deploy again, or go back to the version before.',
  CLAIMS_DELETED_WITH_WORKLOAD:
    'Set persistentVolumeClaimRetentionPolicy.whenDeleted to Retain.',
  CLAIMS_DELETED_WITH_REPLICAS:
    'Set persistentVolumeClaimRetentionPolicy.whenScaled to Retain.',
  RESOURCES_UNREADABLE:
    'Ask those who run {{cluster}} to let the portal list and watch {{resources}}.',
  CONTAINER_UNKNOWN: 'Choose one of the containers.',
  PATH_NEEDED: 'Name the folder.',
  PATH_INVALID: 'Write it like /data.',
  SUB_PATH_INVALID: 'Write it like data or files/uploads.',
  PATH_NOT_ALLOWED: 'Choose another folder, or ask those who run the portal.',
  PATH_IN_USE: 'Choose a folder that is not inside or around it.',
  REPLACED_VOLUME_UNKNOWN:
    'Name the temporary space that is mounted at {{path}}, or none.',
  NAME_INVALID: 'Choose another name, or leave it out.',
  CLASS_NOT_ALLOWED: 'Choose another one, or ask those who run the portal.',
  ACCESS_MODE_UNSUPPORTED: 'Choose another storage class.',
  SIZE_INVALID: 'Write it like 1Gi or 500Mi.',
  SIZE_OUT_OF_RANGE: 'Choose a size in between.',
  CLAIM_IN_USE: 'Choose another volume claim, or another name for a new one.',
  CLAIM_NEEDED: 'Name the volume claim that is meant.',
  CLAIM_NOT_MOUNTED: 'Name a volume claim that {{workload}} uses.',
  NOTHING_TO_DETACH:
    'There is nothing to do: only volume claims are taken away.',
  CLAIM_WRONG_MODE: 'Choose another volume claim.',
  DURATION_INVALID: 'Write it like P30D or PT12H.',
  OWNED_BY_OPERATOR: 'Change {{ownerKind}} {{owner}} instead.',
  STRATEGY_OWNED:
    'Let {{manager}} set the strategy of the workload to Recreate.',
  ROLLOUT_IN_PROGRESS: 'Wait until it has ended.',
  WORKLOAD_PAUSED: 'Resume {{workload}}, then try again.',
  REVISIONS_DIFFER:
    'Let the latest version reach all replicas, and set the update strategy to RollingUpdate without a partition.',
  NODE_LOST:
    'Ask those who run the cluster to bring the node back, or to mark it with node.kubernetes.io/out-of-service.',
  FORBIDDEN_BY_CLUSTER:
    'Ask those who run the cluster for this right: docs/rbac/write.yaml has it.',
  QUOTA_EXCEEDED:
    'Choose a smaller size, or ask those who run the cluster for more room.',
  POD_SECURITY:
    'Let the pods keep to the Pod Security Standard of the namespace first.',
  REFUSED_BY_CLUSTER:
    'Put right what the cluster names, or ask those who run it.',
  NOT_PERMITTED: 'Ask those who run the portal.',
  CHANGED_MEANWHILE: 'Look at a new plan.',
  OBJECT_GONE: 'Look at a new plan: it shows what is there now.',
  CLUSTER_UNKNOWN: 'Ask those who run the portal to connect {{cluster}} again.',
  ROLLOUT_NOT_FINISHED: 'Look at what the pods wait for.',
  MOUNT_MISSING: 'Find out what changes the pods while they are made.',
  MOUNT_STILL_THERE: 'Find out what changes the pods while they are made.',
  OPERATION_BROKE: 'Ask those who run the portal: its log says more.',
  NOT_ATTACHED_HERE: 'Take the volume out of that manifest, too.',
} as const satisfies Partial<Record<MessageCode, string>>;
