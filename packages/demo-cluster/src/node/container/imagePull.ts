import type { Container } from 'kubernetes-types/core/v1';

/** Why an image is not there. */
export interface MissingImage {
  /** `ErrImageNeverPull` or `ErrImagePull`. */
  reason: 'ErrImageNeverPull' | 'ErrImagePull';
  message: string;
}

/** What a node says about an image that it does not have, as a node of a real cluster that reaches no registry says it. */
export function missingImage(container: Container): MissingImage {
  const image = container.image ?? '';
  if (container.imagePullPolicy === 'Never') {
    return {
      reason: 'ErrImageNeverPull',
      message: `Container image "${image}" is not present with pull policy of Never`,
    };
  }
  return {
    reason: 'ErrImagePull',
    message: `failed to pull and unpack image "${image}": failed to resolve image: the demo cluster pulls no images`,
  };
}
