/** A pod cannot start yet, because one of its volumes cannot be mounted. */
export class VolumeNotReadyError extends Error {
  /** Whether the pod gets an event FailedMount; else the volume is just not there yet. */
  readonly failed: boolean;

  /** The volume will be there in a while: its claim is not bound, or it is not attached. */
  static waiting(message: string): VolumeNotReadyError {
    return new VolumeNotReadyError(message, false);
  }

  /** Something is wrong that people should know. The message is worded as the kubelet words it. */
  static failed(message: string): VolumeNotReadyError {
    return new VolumeNotReadyError(message, true);
  }

  private constructor(message: string, failed: boolean) {
    super(message);
    this.failed = failed;
  }
}
