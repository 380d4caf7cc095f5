/** What the dialogs say themselves, in English. */
export const dialogMessages = {
  cancel: 'Cancel',
  asking: 'Starting…',
  advanced: 'More choices',
  place: '{{cluster}} · {{namespace}} · {{kind}} {{workload}}',
  keepData: {
    title: 'Keep the data of {{workload}}',
    what: 'What to keep',
    confirm: 'Keep data',
  },
  stopKeeping: {
    title: 'Stop keeping the data of {{workload}}',
    what: 'What becomes of the data',
    text: 'Nothing is deleted. The volume goes to the shelf with everything on it, and can be attached again from there.',
    which: 'Which volume?',
    choose: 'Choose a volume first.',
    confirm: 'Stop keeping data',
  },
  redeploy: {
    title: 'Redeploy {{workload}}',
    what: 'What survives',
    kept: 'stays: it is on a volume.',
    unknown:
      'is on a volume that the portal may not read: whether it stays is not known.',
    keptOnVolume: 'stays: it is on the volume {{claims}}.',
    lost: 'is lost: it is not on a volume.',
    lostOnVolume:
      'is lost: the volume {{claims}} is gone, broken or being deleted.',
    everythingElse: 'Anything written elsewhere in the containers is lost.',
    nothing:
      'Nothing survives: {{workload}} has no folder on a volume that lasts.',
    confirm: 'Redeploy',
  },
  undo: {
    title: 'Undo: {{what}}',
    what: 'What will happen',
    attach: {
      what: 'keep the data of {{workload}}',
      volume:
        'The volume {{claim}} goes to the shelf with all its data, and can be attached again.',
      service:
        '{{workload}} restarts without it, and deploys go on as they did before.',
      files:
        '{{path}} is again what it was before: what is written to it is lost at a redeploy.',
    },
    detach: {
      what: 'stop keeping the data of {{workload}}',
      volume: 'The volume {{claim}} comes back from the shelf to {{path}}.',
      service: '{{workload}} restarts with it and has its data again.',
      files:
        'What was written to {{path}} since then is not carried over to the volume.',
    },
    other: {
      volume: 'What was changed is changed back.',
      service: '{{workload}} restarts.',
      files: 'Volumes keep their data.',
    },
    confirm: 'Undo',
  },
  field: {
    path: 'Folder',
    container: 'Container',
    volume: 'Volume',
    size: 'Size',
    storageClass: 'Storage',
    accessMode: 'Who can use it',
    name: 'Name of the volume',
    subPath: 'Folder on the volume',
    keepFor: 'Keep it for',
  },
  hint: {
    path: 'A folder in the container, from the root: /data, for example.',
    pathNeeded: 'Name the folder to keep.',
    bytes: '{{size}} are there.',
    size: 'From {{min}} to {{max}}.',
    name: 'As the cluster calls it (PersistentVolumeClaim).',
    subPath: 'Empty: the volume itself (subPath).',
    keepFor: 'Nothing is deleted before.',
  },
  volume: {
    new: 'A new volume',
    newHint: 'It starts empty.',
    shelved: '{{claim}}, from the shelf',
    hasFiles: 'With the files on it',
    hasFilesOf: 'With what was in {{path}}',
    until: 'kept until {{day}}',
  },
  storage: {
    titled: '{{title}} ({{name}})',
    grows: 'Can grow later',
    fixed: 'Cannot grow',
    shared: 'can be shared by many pods',
    oneNode: 'one node at a time',
    snapshots: 'has snapshots',
  },
  existingFiles: {
    title: 'Existing files',
    question: 'What about files that are in {{path}} now?',
    startEmpty: 'Start empty',
    startEmptyHint:
      'Files that are in {{path}} now will be hidden by the volume and are not carried over.',
    copyRunning: 'Copy what is there now',
    copyImage: 'Start from what the image ships',
    later: 'This version cannot do it yet.',
    missing: 'Say first what happens to existing files.',
  },
  plan: {
    title: 'What will happen',
    steps: 'Steps',
    meaning: 'What it means',
    nothing: 'Nothing yet: something is in the way.',
    warnings: 'To consider first',
    blockers: 'In the way',
    seconds: 'About {{duration}} without service',
    downtime: {
      none: 'No interruption now',
      brief: 'A short interruption now, while the pod is replaced',
      long: 'A long interruption now',
    },
    changes: 'Show the exact Kubernetes changes',
    verb: {
      create: 'Create {{object}}',
      patch: 'Change {{object}} with this patch',
      delete: 'Delete {{object}}',
      exec: 'Run in {{object}}',
    },
    diff: 'How {{object}} changes',
  },
  planProblem: {
    title: {
      'signed-out': 'You are signed out',
      denied: 'You may not do this',
      'not-found': 'This workload is not there any more',
      refused: 'This cannot be planned',
      'cluster-silent': 'The cluster does not answer',
      'unknown-outcome': 'The plan could not be fetched',
    },
    advice: {
      'signed-out': 'Sign in again, then try once more.',
      denied:
        'It needs a permission for this entity. Ask whoever looks after this portal.',
      'not-found':
        'It may have been removed or renamed, or is not for you to see. Close this and look again.',
      refused: 'Close this and open it again.',
      'cluster-silent': 'Nothing was changed. Try again in a moment.',
      'unknown-outcome': 'Nothing was changed. Check your connection.',
    },
  },
  status: {
    planning: 'Finding out what will happen…',
    noPlan: 'There is no plan to carry out.',
    wrongField: 'Correct what is marked above.',
    blocked: 'Something is in the way, see above.',
    ready: 'Nothing has been changed yet.',
  },
  refusal: {
    retry: 'Try again',
    outdated: {
      title: 'Something has changed in the meantime',
      text: 'Nothing was done. Look at the new plan above, then confirm again.',
    },
    blocked: {
      title: 'This may not be done now',
      text: 'Nothing was changed. What is in the way is said above.',
    },
    inProgress: {
      title: 'Another change is under way',
      text: 'Nothing new was started. Wait until it has ended.',
      step: 'At the moment: {{step}}',
      show: 'Show it',
    },
    title: {
      'signed-out': 'You are signed out',
      denied: 'You may not do this',
      'not-found': 'This workload is not there any more',
      refused: 'The portal does not do this',
      'cluster-silent': 'The cluster does not answer',
      'unknown-outcome': 'Not known whether it has started',
    },
    advice: {
      'signed-out': 'Nothing was changed. Sign in again, then try once more.',
      denied:
        'Nothing was changed. It needs a permission for this entity. Ask whoever looks after this portal.',
      'not-found':
        'Nothing was changed. It may have been removed or renamed, or is not for you to see.',
      refused: 'Nothing was changed. Close this and look again.',
      'cluster-silent': 'Nothing was changed. Try again in a moment.',
      'unknown-outcome':
        'No answer came. Trying again is safe: it is not done twice.',
    },
  },
} as const;
