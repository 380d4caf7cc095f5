import type { AssessmentDescription } from './describeAssessment';

/** What is to be said of each workload of each recording. */
export const EXPECTED: Record<string, Record<string, AssessmentDescription>> = {
  'claims-without-volume': {
    'c-claims-without-volume/asleep': {
      verdict: 'persistent',
      says: 'Data in /data survives redeploys.',
      mounts: ['app /data claim rdn asleep-data waiting-for-pod'],
      findings: ['info SCALED_TO_ZERO'],
      rollout: 'complete 0/0: Scaled to 0: no pods run.',
    },
    'c-claims-without-volume/block-shared': {
      verdict: 'not-persistent',
      says: 'block-shared is meant to keep /data on a volume, but that volume cannot be used: nothing it writes survives.',
      mounts: ['app /data claim --- block-shared-data failed'],
      findings: ['danger CLAIM_FAILED'],
      rollout:
        'progressing 0/1: Pod block-shared-… waits for its volume (volume claim block-shared-data).',
    },
    'c-claims-without-volume/broken': {
      verdict: 'not-persistent',
      says: 'broken is meant to keep /data on a volume, but that volume cannot be used: nothing it writes survives.',
      mounts: ['app /data claim --- broken-data failed'],
      findings: ['danger CLAIM_FAILED'],
      rollout:
        'progressing 0/1: Pod broken-… waits for its volume (volume claim broken-data).',
    },
    'c-claims-without-volume/half': {
      verdict: 'partly-persistent',
      says: 'Data in /good survives redeploys; what is written to /broken is lost.',
      mounts: [
        'app /good claim rdn half-good-data waiting-for-pod',
        'app /broken claim --- half-broken-data failed',
      ],
      findings: ['danger CLAIM_FAILED'],
      rollout:
        'progressing 0/1: Pod half-… waits for its volume (volume claim half-broken-data).',
    },
    'c-claims-without-volume/missing-claim': {
      verdict: 'not-persistent',
      says: 'missing-claim is meant to keep /data on a volume, but that volume cannot be used: nothing it writes survives.',
      mounts: ['app /data claim --- missing-claim-data lost'],
      findings: ['danger CLAIM_UNKNOWN'],
      rollout:
        'progressing 0/1: Pod missing-claim-… waits for its volume (volume claim missing-claim-data).',
    },
    'c-claims-without-volume/missing-class': {
      verdict: 'not-persistent',
      says: 'missing-class is meant to keep /data on a volume, but that volume cannot be used: nothing it writes survives.',
      mounts: ['app /data claim --- missing-class-data failed'],
      findings: ['danger CLASS_UNKNOWN'],
      rollout:
        'progressing 0/1: Pod missing-class-… waits for its volume (volume claim missing-class-data).',
    },
    'c-claims-without-volume/no-class': {
      verdict: 'not-persistent',
      says: 'no-class is meant to keep /data on a volume, but that volume cannot be used: nothing it writes survives.',
      mounts: ['app /data claim --- no-class-data failed'],
      findings: ['danger NO_FREE_VOLUME'],
      rollout:
        'progressing 0/1: Pod no-class-… waits for its volume (volume claim no-class-data).',
    },
    'c-claims-without-volume/nowhere': {
      verdict: 'persistent',
      says: 'Data in /data survives redeploys.',
      mounts: ['app /data claim rdn nowhere-data waiting-for-pod'],
      rollout:
        "progressing 0/1: Pod nowhere-… finds no node to run on. The cluster says: 0/4 nodes are available: 2 node(s) didn't match Pod's node affinity/selector, 2 node(s) had untolerated taint(s).",
    },
  },
  containers: {
    'c-containers/init-only': {
      verdict: 'not-persistent',
      says: 'init-only keeps nothing on a volume: anything it writes is lost at the next redeploy.',
      mounts: [
        'app /scratch read-only empty-dir r--',
        'prepare /data claim rdn init-only-data attached',
      ],
    },
    'c-containers/read-only-root': {
      verdict: 'not-persistent',
      says: 'read-only-root cannot write to any folder, so a redeploy has nothing to lose.',
      mounts: ['app / read-only image ---'],
    },
    'c-containers/read-only-root-with-scratch': {
      verdict: 'not-persistent',
      says: 'read-only-root-with-scratch has only temporary space in /tmp: what it writes there is lost at the next redeploy.',
      mounts: ['app /tmp empty-dir r--', 'app / read-only image ---'],
    },
    'c-containers/reader': {
      verdict: 'not-persistent',
      says: 'reader keeps nothing on a volume: anything it writes is lost at the next redeploy.',
      mounts: ['app /data read-only claim rdn reader-data attached'],
    },
    'c-containers/same-path': {
      verdict: 'partly-persistent',
      says: 'Data in /data (app) survives redeploys; what is written to /data (exporter) is lost.',
      mounts: [
        'app /data claim rdn same-path-data attached',
        'exporter /data empty-dir r--',
      ],
    },
    'c-containers/several': {
      verdict: 'partly-persistent',
      says: 'Data in /data survives redeploys; what is written to /tmp/cache, /outbox is lost.',
      mounts: [
        'app /data←pictures claim rdn several-data attached',
        'app /settings read-only empty-dir r--',
        'helper /data read-only claim rdn several-data attached',
        'helper /tmp/cache empty-dir r--',
        'courier /outbox empty-dir r--',
        'prepare /prepared claim rdn several-data attached',
        'prepare /work empty-dir r--',
      ],
    },
  },
  creating: {
    'c-creating/slow': {
      verdict: 'persistent',
      says: 'Data in /data survives redeploys.',
      mounts: ['app /data claim rdn slow-data creating'],
      rollout:
        'progressing 0/1: Pod slow-… waits for its volume (volume claim slow-data).',
    },
  },
  deleting: {
    'c-deleting/erased': {
      verdict: 'not-persistent',
      says: 'The volume that holds /data is being deleted: the data is lost at the next redeploy.',
      mounts: ['app /data claim r-- erased-data deleting'],
      findings: ['danger CLAIM_DELETING'],
    },
  },
  detached: {},
  examples: {
    'demo/example-app': {
      verdict: 'persistent',
      says: 'Data in /usr/share/nginx/html survives redeploys.',
      mounts: [
        'example-app /usr/share/nginx/html claim rdn example-pvc attached',
      ],
      findings: ['danger ROLLOUT_WILL_DEADLOCK', 'warning CLASS_MISMATCH'],
    },
    'demo/feedback': {
      verdict: 'not-persistent',
      says: 'feedback keeps nothing on a volume: anything it writes is lost at the next redeploy.',
      mounts: [],
    },
    'demo/guestbook': {
      verdict: 'not-persistent',
      says: 'guestbook keeps nothing on a volume: anything it writes is lost at the next redeploy.',
      mounts: [],
    },
    'demo/mailer': {
      verdict: 'not-persistent',
      says: 'mailer keeps nothing on a volume: anything it writes is lost at the next redeploy.',
      mounts: [],
    },
    'demo/orders': {
      verdict: 'persistent',
      says: 'Data in /data survives redeploys.',
      mounts: ['orders /data claim rdn orders-data attached'],
    },
    'demo/photo-booth': {
      verdict: 'not-persistent',
      says: 'photo-booth has only temporary space in /data: what it writes there is lost at the next redeploy.',
      mounts: ['photo-booth /data empty-dir r--'],
    },
    'demo/reviews': {
      verdict: 'not-persistent',
      says: 'reviews keeps nothing on a volume: anything it writes is lost at the next redeploy.',
      mounts: [],
    },
    'demo/wishlist': {
      verdict: 'not-persistent',
      says: 'wishlist keeps nothing on a volume: anything it writes is lost at the next redeploy.',
      mounts: [],
    },
    'demo/ledger': {
      verdict: 'persistent',
      says: 'Data in /data survives redeploys.',
      mounts: ['ledger /data claim-template rdn data-ledger-0#0 attached'],
    },
    'demo-staging/feedback': {
      verdict: 'not-persistent',
      says: 'feedback keeps nothing on a volume: anything it writes is lost at the next redeploy.',
      mounts: [],
    },
  },
  growth: {
    'c-growth/fixed': {
      verdict: 'persistent',
      says: 'Data in /data survives redeploys.',
      mounts: ['app /data claim rdn fixed-data attached'],
    },
    'c-growth/idle': {
      verdict: 'persistent',
      says: 'Data in /data survives redeploys.',
      mounts: ['app /data claim rdn idle-data growing'],
      findings: ['info SCALED_TO_ZERO'],
      rollout: 'complete 0/0: Scaled to 0: no pods run.',
    },
    'c-growth/online': {
      verdict: 'persistent',
      says: 'Data in /data survives redeploys.',
      mounts: ['app /data claim rdn online-data attached'],
    },
    'c-growth/remount': {
      verdict: 'persistent',
      says: 'Data in /data survives redeploys.',
      mounts: ['app /data claim rdn remount-data restart-needed'],
      findings: ['warning GROWTH_NEEDS_RESTART'],
    },
  },
  'held-back': {
    'c-held-back/canary': {
      verdict: 'not-persistent',
      says: 'canary keeps nothing on a volume: anything it writes is lost at the next redeploy.',
      mounts: [],
      rollout:
        'paused 2/2: 0 of 2 pods have been replaced; the others are replaced when somebody deletes them.',
    },
    'c-held-back/by-hand': {
      verdict: 'not-persistent',
      says: 'by-hand keeps nothing on a volume: anything it writes is lost at the next redeploy.',
      mounts: [],
      findings: ['info REVISIONS_DIFFER'],
      rollout:
        'paused 2/2: 0 of 2 pods have been replaced; the others are replaced when somebody deletes them.',
    },
    'c-held-back/partitioned': {
      verdict: 'not-persistent',
      says: 'partitioned keeps nothing on a volume: anything it writes is lost at the next redeploy.',
      mounts: [],
      findings: ['info REVISIONS_DIFFER'],
      rollout:
        'complete 3/3: 1 of 3 pods have been replaced; the others stay as they are until the partition is lowered.',
    },
  },
  'inline-sources': {
    'c-inline-sources/inline-driver': {
      verdict: 'not-persistent',
      says: 'inline-driver keeps nothing on a volume: anything it writes is lost at the next redeploy.',
      mounts: ['app /files other r--'],
      rollout:
        'progressing 0/1: Pod inline-driver-… waits for a volume. The cluster says: MountVolume.SetUp failed for volume "files" : kubernetes.io/csi: mounter.SetUpAt failed to get CSI client: driver name inline.csi.test not found in the list of registered CSI drivers',
    },
    'c-inline-sources/nfs-folder': {
      verdict: 'persistent',
      says: 'Data in /files survives redeploys.',
      mounts: ['app /files other rdn'],
      rollout:
        'progressing 0/1: Pod nfs-folder-… waits for a volume. The cluster says: MountVolume.SetUp failed for volume "files" : mount failed: exit status 32 Mounting command: mount Mounting arguments: -t nfs 192.0.2.1:/export /var/lib/kubelet/pods/13bb9204-be24-47ea-9b34-bbd542e761c7/volumes/kubernetes.io~nfs/files Output: mount: /var/lib/kubelet/pods/13bb9204-be24-47ea-9b34-bbd542e761c7/volumes/kubernetes.io~nfs/files: unknown filesystem type \'nfs\'. dmesg(1) may have more information after failed mount system call.',
    },
  },
  kinds: {
    'c-kinds/nightly': {
      verdict: 'not-persistent',
      says: 'nightly keeps nothing on a volume: anything a run writes is lost when the run ends.',
      mounts: [],
    },
    'c-kinds/nightly-off': {
      verdict: 'not-persistent',
      says: 'nightly-off keeps nothing on a volume: anything a run writes is lost when the run ends.',
      mounts: [],
      findings: ['info WORKLOAD_SUSPENDED'],
      rollout: 'paused 0/0: Suspended: no runs are started.',
    },
    'c-kinds/report': {
      verdict: 'partly-persistent',
      says: 'Data in /reports stays when a run ends; what is written to /scratch is lost.',
      mounts: [
        'work /reports claim rdn report-data detached',
        'work /scratch empty-dir r--',
      ],
    },
    'c-kinds/agent': {
      verdict: 'not-persistent',
      says: 'What agent writes to /var/log stays on the node where it ran, so a redeploy on another node starts without it; anything else it writes is lost.',
      mounts: ['app /var/log host-path r--'],
    },
    'c-kinds/broken-once': {
      verdict: 'not-persistent',
      says: 'broken-once keeps nothing on a volume: anything a run writes is lost when the run ends.',
      mounts: [],
      findings: ['warning JOB_FAILED'],
      rollout:
        'stuck 0/0: The cluster says: Job has reached the specified backoff limit',
    },
    'c-kinds/once': {
      verdict: 'not-persistent',
      says: 'once keeps nothing on a volume: anything a run writes is lost when the run ends.',
      mounts: [],
    },
    'c-kinds/runs': {
      verdict: 'not-persistent',
      says: 'runs has only temporary space in /scratch: what a run writes there is lost when the run ends.',
      mounts: ['work /scratch empty-dir r--'],
      rollout: 'progressing 1/1: It is running.',
    },
  },
  lost: {
    'c-lost/gone': {
      verdict: 'not-persistent',
      says: 'gone is meant to keep /data on a volume, but that volume cannot be used: nothing it writes survives.',
      mounts: ['app /data claim --- gone-data lost'],
      findings: ['danger CLAIM_LOST'],
    },
  },
  managers: {
    'c-managers/by-argo-cd': {
      verdict: 'not-persistent',
      says: 'by-argo-cd keeps nothing on a volume: anything it writes is lost at the next redeploy.',
      mounts: [],
      manager:
        'argo-cd storefront: annotation argocd.argoproj.io/tracking-id: storefront:apps/Deployment:c-managers/by-argo-cd',
    },
    'c-managers/by-argo-cd-label': {
      verdict: 'not-persistent',
      says: 'by-argo-cd-label keeps nothing on a volume: anything it writes is lost at the next redeploy.',
      mounts: [],
      manager: 'argo-cd storefront: field manager argocd-controller',
    },
    'c-managers/by-flux': {
      verdict: 'not-persistent',
      says: 'by-flux keeps nothing on a volume: anything it writes is lost at the next redeploy.',
      mounts: [],
      manager: 'flux apps: label kustomize.toolkit.fluxcd.io/name: apps',
    },
    'c-managers/by-flux-helm': {
      verdict: 'not-persistent',
      says: 'by-flux-helm keeps nothing on a volume: anything it writes is lost at the next redeploy.',
      mounts: [],
      manager: 'flux shop: label helm.toolkit.fluxcd.io/name: shop',
    },
    'c-managers/by-hand': {
      verdict: 'not-persistent',
      says: 'by-hand keeps nothing on a volume: anything it writes is lost at the next redeploy.',
      mounts: [],
    },
    'c-managers/by-helm': {
      verdict: 'not-persistent',
      says: 'by-helm keeps nothing on a volume: anything it writes is lost at the next redeploy.',
      mounts: [],
      manager: 'helm shop: annotation meta.helm.sh/release-name: shop',
    },
    'c-managers/by-helm4': {
      verdict: 'not-persistent',
      says: 'by-helm4 keeps nothing on a volume: anything it writes is lost at the next redeploy.',
      mounts: [],
      manager: 'helm shop: annotation meta.helm.sh/release-name: shop',
    },
    'c-managers/by-operator': {
      verdict: 'not-persistent',
      says: 'by-operator keeps nothing on a volume: anything it writes is lost at the next redeploy.',
      mounts: [],
      manager:
        'operator ledger: controlled by Database ledger (c.example.test/v1)',
    },
  },
  'multi-attach': {
    'c-multi-attach/deadlocked': {
      verdict: 'persistent',
      says: 'Data in /data survives redeploys.',
      mounts: ['app /data claim rdn deadlocked-data attached'],
      findings: ['danger ROLLOUT_DEADLOCKED'],
      rollout:
        'stuck 1/1: Pod deadlocked-… waits for the volume deadlocked-data, which pod deadlocked-… still uses.',
    },
    'c-multi-attach/deadlocked-pod': {
      verdict: 'persistent',
      says: 'Data in /data survives redeploys.',
      mounts: ['app /data claim rdn deadlocked-pod-data attached'],
      findings: ['danger ROLLOUT_DEADLOCKED'],
      rollout:
        'stuck 1/1: Pod deadlocked-pod-… waits for the volume deadlocked-pod-data, which pod deadlocked-pod-… still uses.',
    },
  },
  'node-local': {
    'c-node-local/host-folder': {
      verdict: 'persistent',
      says: 'Data in /data survives redeploys, but not the loss of the node that holds it.',
      mounts: ['app /data claim rd- host-folder-data attached'],
      findings: ['warning NODE_FOLDER_VOLUME'],
    },
    'c-node-local/local-disk': {
      verdict: 'persistent',
      says: 'Data in /data survives redeploys, but not the loss of the node that holds it.',
      mounts: ['app /data claim rd- local-disk-data attached'],
      findings: ['warning NODE_PINNED'],
    },
    'c-node-local/network-folder': {
      verdict: 'persistent',
      says: 'Data in /data survives redeploys.',
      mounts: ['app /data claim rdn network-folder-data detached'],
      findings: ['info SCALED_TO_ZERO'],
      rollout: 'complete 0/0: Scaled to 0: no pods run.',
    },
    'c-node-local/zonal': {
      verdict: 'persistent',
      says: 'Data in /data survives redeploys.',
      mounts: ['app /data claim rdn zonal-data detached'],
      findings: ['info SCALED_TO_ZERO'],
      rollout: 'complete 0/0: Scaled to 0: no pods run.',
    },
  },
  quota: {
    'c-quota/refused': {
      verdict: 'not-persistent',
      says: 'refused keeps nothing on a volume: anything it writes is lost at the next redeploy.',
      mounts: [],
      rollout:
        'progressing 0/1: The cluster refuses the new pods. It says: pods "refused-…" is forbidden: exceeded quota: none, requested: pods=1, used: pods=0, limited: pods=0',
    },
    'c-quota/refused-set': {
      verdict: 'not-persistent',
      says: 'refused-set keeps nothing on a volume: anything it writes is lost at the next redeploy.',
      mounts: [],
      rollout:
        'progressing 0/1: The cluster refuses the new pods. It says: pods "refused-set-0" is forbidden: exceeded quota: none, requested: pods=1, used: pods=0, limited: pods=0',
    },
  },
  rollouts: {
    'c-rollouts/complete': {
      verdict: 'not-persistent',
      says: 'complete keeps nothing on a volume: anything it writes is lost at the next redeploy.',
      mounts: [],
    },
    'c-rollouts/crashing': {
      verdict: 'not-persistent',
      says: 'crashing keeps nothing on a volume: anything it writes is lost at the next redeploy.',
      mounts: [],
      rollout:
        'progressing 0/1: Container app of pod crashing-… ends again and again (restarts: 1).',
    },
    'c-rollouts/never-ready': {
      verdict: 'not-persistent',
      says: 'never-ready keeps nothing on a volume: anything it writes is lost at the next redeploy.',
      mounts: [],
      rollout: 'progressing 0/1: 0 of 1 pods are ready.',
    },
    'c-rollouts/paused': {
      verdict: 'not-persistent',
      says: 'paused keeps nothing on a volume: anything it writes is lost at the next redeploy.',
      mounts: [],
      findings: ['info WORKLOAD_PAUSED'],
      rollout: 'paused 0/1: Paused: changes wait until it is resumed.',
    },
    'c-rollouts/paused-midway': {
      verdict: 'not-persistent',
      says: 'paused-midway keeps nothing on a volume: anything it writes is lost at the next redeploy.',
      mounts: [],
      findings: ['info WORKLOAD_PAUSED'],
      rollout: 'paused 1/1: Paused: changes wait until it is resumed.',
    },
    'c-rollouts/too-slow': {
      verdict: 'not-persistent',
      says: 'too-slow keeps nothing on a volume: anything it writes is lost at the next redeploy.',
      mounts: [],
      findings: ['warning ROLLOUT_STUCK'],
      rollout: 'stuck 0/1: It did not finish in time: 0 of 1 pods are ready.',
    },
    'c-rollouts/unschedulable': {
      verdict: 'not-persistent',
      says: 'unschedulable keeps nothing on a volume: anything it writes is lost at the next redeploy.',
      mounts: [],
      rollout:
        "progressing 0/1: Pod unschedulable-… finds no node to run on. The cluster says: 0/4 nodes are available: 2 node(s) didn't match Pod's node affinity/selector, 2 node(s) had untolerated taint(s).",
    },
    'c-rollouts/without-folder': {
      verdict: 'not-persistent',
      says: 'without-folder keeps nothing on a volume: anything it writes is lost at the next redeploy.',
      mounts: ['app /settings read-only config rdn'],
      rollout:
        'progressing 0/1: Pod without-folder-… waits for a volume. The cluster says: MountVolume.SetUp failed for volume "settings" : configmap "no-such-settings" not found',
    },
    'c-rollouts/without-image': {
      verdict: 'not-persistent',
      says: 'without-image keeps nothing on a volume: anything it writes is lost at the next redeploy.',
      mounts: [],
      rollout:
        'progressing 0/1: The image of container app of pod without-image-… cannot be fetched. The cluster says: Container image "localhost/no-such-image:1" is not present with pull policy of Never',
    },
    'c-rollouts/without-settings': {
      verdict: 'not-persistent',
      says: 'without-settings keeps nothing on a volume: anything it writes is lost at the next redeploy.',
      mounts: [],
      rollout:
        'progressing 0/1: Container app of pod without-settings-… cannot start (CreateContainerConfigError). The cluster says: configmap "no-such-settings" not found',
    },
    'c-rollouts/crashing-set': {
      verdict: 'not-persistent',
      says: 'crashing-set keeps nothing on a volume: anything it writes is lost at the next redeploy.',
      mounts: [],
      rollout:
        'progressing 0/2: Container app of pod crashing-set-1 ends again and again (restarts: 1).',
    },
  },
  'stateful-sets': {
    'c-stateful-sets/common': {
      verdict: 'persistent',
      says: 'Data in /data survives redeploys.',
      mounts: ['app /data claim rdn common-data attached'],
      findings: ['danger REPLICAS_NEED_SHARED_CLASS'],
    },
    'c-stateful-sets/single': {
      verdict: 'persistent',
      says: 'Data in /data survives redeploys.',
      mounts: ['app /data claim-template rdn data-single-0#0 attached'],
    },
    'c-stateful-sets/template-wins': {
      verdict: 'persistent',
      says: 'Data in /data survives redeploys.',
      mounts: ['app /data claim-template rdn data-template-wins-0#0 attached'],
    },
    'c-stateful-sets/three': {
      verdict: 'partly-persistent',
      says: 'Data in /data survives redeploys; what is written to /scratch is lost.',
      mounts: [
        'app /data claim-template rdn data-three-5#5 attached',
        'app /data claim-template rdn data-three-6#6 attached',
        'app /data claim-template rdn data-three-7#7 attached',
        'app /scratch empty-dir r--',
      ],
    },
    'c-stateful-sets/three-clean': {
      verdict: 'persistent',
      says: 'Data in /data survives redeploys: each of the 3 replicas keeps its own.',
      mounts: [
        'app /data claim-template rdn data-three-clean-0#0 attached',
        'app /data claim-template rdn data-three-clean-1#1 attached',
        'app /data claim-template rdn data-three-clean-2#2 attached',
      ],
    },
    'c-stateful-sets/tidy': {
      verdict: 'persistent',
      says: 'Data in /data survives redeploys.',
      mounts: ['app /data claim-template rdn data-tidy-0#0 attached'],
      findings: [
        'danger CLAIMS_DELETED_WITH_WORKLOAD',
        'danger CLAIMS_DELETED_WITH_REPLICAS',
      ],
    },
    'c-stateful-sets/without-replicas': {
      verdict: 'persistent',
      says: 'Data in /data survives redeploys.',
      mounts: [
        'app /data claim-template rdn data-without-replicas-0#0 waiting-for-pod',
      ],
      findings: ['info SCALED_TO_ZERO'],
      rollout: 'complete 0/0: Scaled to 0: no pods run.',
    },
  },
  strategies: {
    'c-strategies/one-pod': {
      verdict: 'persistent',
      says: 'Data in /data survives redeploys.',
      mounts: ['app /data claim rdn one-pod-data attached'],
      findings: ['danger ROLLOUT_WILL_DEADLOCK'],
    },
    'c-strategies/recreate': {
      verdict: 'persistent',
      says: 'Data in /data survives redeploys.',
      mounts: ['app /data claim rdn recreate-data attached'],
    },
    'c-strategies/surge-first': {
      verdict: 'persistent',
      says: 'Data in /data survives redeploys.',
      mounts: ['app /data claim rdn surge-first-data attached'],
      findings: ['danger ROLLOUT_WILL_DEADLOCK'],
    },
    'c-strategies/surge-zero': {
      verdict: 'persistent',
      says: 'Data in /data survives redeploys.',
      mounts: ['app /data claim rdn surge-zero-data attached'],
    },
    'c-strategies/switched-off': {
      verdict: 'persistent',
      says: 'Data in /data survives redeploys.',
      mounts: ['app /data claim rdn switched-off-data detached'],
      findings: ['info SCALED_TO_ZERO'],
      rollout: 'complete 0/0: Scaled to 0: no pods run.',
    },
    'c-strategies/three-on-one': {
      verdict: 'persistent',
      says: 'Data in /data survives redeploys.',
      mounts: ['app /data claim rdn three-on-one-data attached'],
      findings: ['danger REPLICAS_NEED_SHARED_CLASS'],
    },
    'c-strategies/three-share': {
      verdict: 'persistent',
      says: 'Data in /data survives redeploys.',
      mounts: ['app /data claim rdn three-share-data attached'],
    },
  },
  'volume-sources': {
    'c-volume-sources/host-folder': {
      verdict: 'not-persistent',
      says: 'What host-folder writes to /var/spool stays on the node where it ran, so a redeploy on another node starts without it; anything else it writes is lost.',
      mounts: ['app /var/spool host-path r--'],
    },
    'c-volume-sources/node-and-scratch': {
      verdict: 'not-persistent',
      says: 'What node-and-scratch writes to /var/spool stays on the node where it ran, so a redeploy on another node starts without it; anything else it writes is lost.',
      mounts: ['app /var/spool host-path r--', 'app /scratch empty-dir r--'],
    },
    'c-volume-sources/sources': {
      verdict: 'partly-persistent',
      says: 'Data in /mnt/claim survives redeploys; what is written to /mnt/scratch, /mnt/memory, /mnt/ephemeral is lost.',
      mounts: [
        'app /mnt/claim claim rdn sources-data attached',
        'app /mnt/scratch empty-dir r--',
        'app /mnt/memory memory r--',
        'app /mnt/node host-path r--',
        'app /mnt/settings read-only config rdn',
        'app /mnt/access read-only config rdn',
        'app /mnt/projected read-only config rdn',
        'app /mnt/about read-only config rdn',
        'app /mnt/ephemeral ephemeral-claim r--',
        'app /mnt/image read-only config rdn',
      ],
    },
  },
};
