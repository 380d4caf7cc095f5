/** What the dialogs say themselves, in English. */
export const dialogMessages = {
  cancel: 'Cancel',
  place: '{{cluster}} · {{namespace}} · {{kind}} {{workload}}',
  keepData: {
    title: 'Keep the data of {{workload}}',
    confirm: 'Keep data',
    confirming: 'Starting…',
  },
  stopKeeping: {
    title: 'Stop keeping the data of {{workload}}',
    confirm: 'Stop keeping data',
  },
  redeploy: {
    title: 'Redeploy {{workload}}',
    confirm: 'Redeploy',
  },
  undo: {
    title: 'Undo',
    confirm: 'Undo',
  },
} as const;
