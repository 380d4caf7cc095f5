import { setTimeout as sleep } from 'node:timers/promises';
import type { Container } from 'kubernetes-types/core/v1';
import type { NodeContext } from '../NodeContext';
import type { ContainerReporter } from './ContainerReporter';
import type { RunningContainer } from './RunningContainer';

const FAILURE = 'PreStopHook failed';

/** The part of a hook that the types do not know yet. */
interface PreStopHook {
  exec?: { command?: string[] };
  sleep?: { seconds?: number };
}

/**
 * Does what a container wants done before it is asked to end. A failure is reported and changes nothing.
 *
 * @param options `signal` ends the wait: the grace period is over, or the container has ended
 * @see https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/
 */
export async function runPreStop(options: {
  context: NodeContext;
  container: Container;
  running: RunningContainer;
  reporter: ContainerReporter;
  signal: AbortSignal;
}): Promise<void> {
  const { context, container, running, reporter, signal } = options;
  const hook: PreStopHook = container.lifecycle?.preStop ?? {};
  try {
    if (hook.sleep) {
      await sleep((hook.sleep.seconds ?? 0) * 1000, undefined, { signal });
    } else if (hook.exec) {
      const { exitCode } = await context.run({
        container: running,
        command: hook.exec.command ?? [],
        signal,
      });
      if (exitCode !== 0) {
        reporter.warning('FailedPreStopHook', FAILURE);
      }
    }
  } catch {
    // The command could not be started. Or the wait was ended, which is no failure of the hook.
    if (!signal.aborted) {
      reporter.warning('FailedPreStopHook', FAILURE);
    }
  }
}
