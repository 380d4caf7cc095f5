/** What the card and the tab say themselves, in English. */
export const pageMessages = {
  title: 'Persistence',
  details: 'Details',
  loading: 'Finding out where the data lives',
  place: '{{cluster}} · {{name}}',
  verdict: {
    headline: {
      persistent: 'Data survives redeploys',
      'partly-persistent': 'Some data is lost at the next redeploy',
      'not-persistent': 'Data is lost at the next redeploy',
      'nothing-to-lose': 'Nothing to lose at a redeploy',
      unknown: 'Not known whether data survives',
    },
    word: {
      persistent: 'Persistent',
      'partly-persistent': 'Partly persistent',
      'not-persistent': 'Not persistent',
      'nothing-to-lose': 'Nothing to lose',
      unknown: 'Unknown',
    },
    proven: 'Proven {{when}} by a restart.',
    changed: 'Changed: {{headline}}',
    changedOf: 'Changed, {{workload}}: {{headline}}',
  },
  keepData: {
    label: 'Keep data across redeploys',
    labelOf: 'Keep data of {{workload}} across redeploys',
    notOffered: 'This cannot be changed from here.',
    unsupportedKind: 'A {{kind}} is shown here, but not changed.',
    askWhom: 'Ask {{whom}}.',
  },
  data: {
    lost: 'Lost at a redeploy',
    used: '{{used}} of {{capacity}}',
    usedLabel: '{{path}}: {{used}} of {{capacity}} used',
    perReplica_one: '{{count}} volume, one per replica',
    perReplica_other: '{{count}} volumes, one per replica',
    sizeEach: '{{size}} each',
    grows: '{{from}}, growing to {{to}}',
    readOnly: 'Read only',
  },
  claim: {
    state: {
      creating: 'Creating',
      'waiting-for-pod': 'Waiting for the pod (normal)',
      attaching: 'Attaching',
      attached: 'Attached',
      detached: 'Detached, data kept',
      growing: 'Growing',
      'restart-needed': 'Restart needed to finish growing',
      deleting: 'Being deleted',
      lost: 'Lost',
      failed: 'Cannot be created',
      unknown: 'Unknown',
    },
    unusedSince: 'Unused since {{when}}',
  },
  finding: {
    severity: {
      info: 'Note',
      warning: 'Warning',
      danger: 'Danger',
    },
  },
  cluster: {
    state: {
      ok: '{{cluster}} answers',
      'read-only': '{{cluster}} is read only',
      syncing: '{{cluster}} is being read',
      stale: '{{cluster}} does not answer at the moment',
      forbidden: '{{cluster}} may not be read completely',
      unreachable: '{{cluster}} cannot be reached',
      unknown: '{{cluster}}: state unknown',
    },
    hint: {
      ok: 'Everything is read live.',
      'read-only': 'Everything is read live. Nothing is changed from here.',
      syncing: 'This takes a few seconds; the page updates by itself.',
      stale: 'What is shown is the last known state.',
      forbidden: 'What may be read is shown.',
      unreachable:
        'Nothing is known of the workloads there. It is tried again all the time.',
      unknown: 'What is known is shown.',
    },
    lastHeard: 'Last heard of {{when}}.',
  },
  problem: {
    title: {
      'signed-out': 'You are signed out',
      denied: 'You may not see where this data lives',
      'not-found': 'This entity is not there, or not for you to see',
      offline: 'The portal cannot be reached',
      failed: 'Persistence does not answer properly',
    },
    advice: {
      'signed-out': 'Sign in again, then try once more.',
      denied:
        'It needs the permission persistence.volume.read for this entity. Ask whoever looks after this portal.',
      'not-found':
        'It may have been removed or renamed in the catalog. Reload the page, or ask its owner.',
      offline: 'Check your connection. The page tries again by itself.',
      failed:
        'The backend answered with status {{status}}. The page tries again by itself; if it stays, tell whoever looks after this portal.',
    },
    stale: 'What is shown is from {{when}}.',
    retry: 'Try again',
  },
  empty: {
    noAnnotation: {
      title: 'Which workloads belong to {{entity}}?',
      text: 'Its catalog file does not say so yet. Add this annotation to catalog-info.yaml, and put the same value as a label on the workload in Kubernetes.',
      catalogSnippet: 'The annotation in catalog-info.yaml',
      manifestSnippet: 'The label in the manifest of the workload',
    },
    noWorkload: {
      title: 'No workload found for {{entity}}',
      text: 'Looked in {{clusters}} for workloads with these labels:',
      advice:
        'Put the labels on the Deployment or StatefulSet itself, not only on its pods:',
      incomplete:
        'Not every cluster could be read, so it may be where we cannot look.',
    },
    noCluster: {
      title: 'No cluster is configured',
      text: 'The portal does not know a Kubernetes cluster yet. Add one to app-config.yaml, either for the Kubernetes plugin or for Persistence alone:',
    },
    reading: {
      title_one: 'The cluster is being read',
      title_other: 'The clusters are being read',
      text: 'Workloads appear as soon as {{clusters}} has answered.',
    },
  },
  snippet: {
    copy: 'Copy',
    copied: 'Copied',
    copyLabel: 'Copy: {{what}}',
    copiedLabel: 'Copied: {{what}}',
  },
} as const;
