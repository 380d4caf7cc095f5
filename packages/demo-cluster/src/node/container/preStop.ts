import { setTimeout as sleep } from 'node:timers/promises';
import type { Container } from 'kubernetes-types/core/v1';
import type { NodeContext } from '../NodeContext';
import type { ContainerReporter } from './ContainerReporter';
import type { RunningContainer } from './RunningContainer';

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
      const { exitCode, output } = await context.run({
        container: running,
        command: hook.exec.command ?? [],
        signal,
      });
      if (exitCode !== 0) {
        throw new Error(output);
      }
    }
  } catch (error) {
    if (!signal.aborted && error instanceof Error) {
      reporter.warning(
        'FailedPreStopHook',
        `PreStopHook failed: ${error.message}`,
      );
    }
  }
}
