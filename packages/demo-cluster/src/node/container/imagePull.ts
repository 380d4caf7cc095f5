import type { Container } from 'kubernetes-types/core/v1';
import type { ContainerReporter } from './ContainerReporter';

/** How long after a failed pull a node says that it waits before the next. */
const BACK_OFF_MS = 10_000;

/** Why an image is not there. */
interface MissingImage {
  /** `ErrImageNeverPull` or `ErrImagePull`. */
  reason: 'ErrImageNeverPull' | 'ErrImagePull';
  message: string;
}

/** What a node says about an image that it does not have, as a node of a real cluster that reaches no registry says it. */
function missingImage(container: Container): MissingImage {
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

/**
 * Reports a missing image and goes on as a kubelet does that cannot pull it, except that it does not try again: no image is ever added.
 *
 * @param options `wait` is told the reason and message with which the container waits
 * @returns a timer to be cleared when the container is given up
 */
export function waitForImage(options: {
  container: Container;
  reporter: ContainerReporter;
  wait(reason: string, message: string): void;
}): NodeJS.Timeout | undefined {
  const { container, reporter, wait } = options;
  const { reason, message } = missingImage(container);
  if (reason === 'ErrImageNeverPull') {
    reporter.warning(reason, message);
    reporter.warning('Failed', `Error: ${reason}`);
    wait(reason, message);
    return undefined;
  }
  const { image } = container;
  reporter.normal('Pulling', `Pulling image "${image}"`);
  reporter.warning('Failed', `Failed to pull image "${image}": ${message}`);
  reporter.warning('Failed', `Error: ${reason}`);
  wait(reason, message);
  const timer = setTimeout(() => {
    const backOff = `Back-off pulling image "${image}"`;
    reporter.normal('BackOff', backOff);
    reporter.warning('Failed', 'Error: ImagePullBackOff');
    wait('ImagePullBackOff', `${backOff}: ${reason}: ${message}`);
  }, BACK_OFF_MS);
  timer.unref();
  return timer;
}
