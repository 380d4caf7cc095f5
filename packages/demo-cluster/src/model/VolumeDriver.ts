/**
 * The storage behind the cluster's classes: what a CSI driver is to a real cluster.
 *
 * @remarks
 * The provisioner (a controller) asks for volumes, the node mounts them. Errors are worded as the driver would word them.
 */
export interface VolumeDriver {
  /** Makes an empty volume. Doing it twice changes nothing. */
  create(volume: {
    handle: string;
    capacityBytes: number;
    parameters: Record<string, string>;
  }): Promise<void>;
  /** Deletes a volume and what is in it. Doing it twice changes nothing. */
  delete(handle: string): Promise<void>;
}
