import type { StepContext } from '../StepHandler';

/** What no watch says, for example that time has passed. */
const LOOK_AGAIN_MS = 1_000;

/** Waits until what is observed has changed, or for a moment. Ends early when the step has to stop. */
export async function nextChange({
  subscribe,
  signal,
}: Pick<StepContext, 'subscribe' | 'signal'>): Promise<void> {
  await new Promise<void>(resolve => {
    const release: (() => void)[] = [];
    const end = () => {
      release.forEach(each => each());
      resolve();
    };
    const timer = setTimeout(end, LOOK_AGAIN_MS);
    release.push(() => clearTimeout(timer), subscribe(end));
    signal.addEventListener('abort', end, { once: true });
    release.push(() => signal.removeEventListener('abort', end));
  });
}
