import type { StepContext } from '../StepHandler';

/** What no watch says, for example that time has passed. */
const LOOK_AGAIN_MS = 1_000;

/** Hears of changes of what is observed. */
export interface Changes {
  /** Waits until something has changed since the last time, or for a moment. Ends early when the step has to stop. */
  next(): Promise<void>;
  stop(): void;
}

/** From now on, so that no change is missed between two looks. */
export function watchChanges({
  subscribe,
  signal,
}: Pick<StepContext, 'subscribe' | 'signal'>): Changes {
  let hasChanged = false;
  let wake = () => {};
  const change = () => {
    hasChanged = true;
    wake();
  };
  const unsubscribe = subscribe(change);
  signal.addEventListener('abort', change);
  return {
    async next() {
      if (!hasChanged && !signal.aborted) {
        await new Promise<void>(resolve => {
          const timer = setTimeout(resolve, LOOK_AGAIN_MS);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      hasChanged = false;
    },
    stop() {
      unsubscribe();
      signal.removeEventListener('abort', change);
    },
  };
}
