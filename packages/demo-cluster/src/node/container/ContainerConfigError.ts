/** A container cannot be made from what its pod says: it waits with the reason `CreateContainerConfigError` and this message. */
export class ContainerConfigError extends Error {}
