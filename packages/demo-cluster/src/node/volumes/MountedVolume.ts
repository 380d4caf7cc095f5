/** A volume of a pod as its node has it. */
export interface MountedVolume {
  /** The folder on this machine. */
  path: string;
  readOnly: boolean;
  /** Whether every user may write at its top, as in an emptyDir; else it belongs to root. */
  worldWritable: boolean;
  /** Whether the pod's fsGroup is given to it. */
  takesGroup: boolean;
}
