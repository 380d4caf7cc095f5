/** What a later version will do, by the backend's names for it, in English; after "This version cannot do this yet: ". */
export const featureMessages = {
  'existing-files-copy-running': 'carrying over the files of the running pod',
  'existing-files-copy-image': 'copying the files of the image',
  'existing-files-keep-claim':
    'keeping what is on a volume that is not made yet',
  'existing-files-start-empty': 'emptying a volume first',
  from: 'choosing the pod whose files are kept',
  rehearse: 'trying it with a second pod first',
  'per-replica': 'changing the volumes that each replica has',
  'pre-made-volume': 'using a volume made in advance',
  'several-volumes-of-claim':
    'taking away a volume claim that a pod has more than once',
  'shared-claim': 'sharing the volume of something else',
  snapshot: 'starting from a snapshot',
  'workload-kind': 'changing workloads of this kind',
} as const;
