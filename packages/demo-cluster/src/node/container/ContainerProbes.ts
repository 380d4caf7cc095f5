import type { Probe } from 'kubernetes-types/core/v1';
import { lookAt, type ProbeTarget } from '../probes/lookAt';
import { Prober } from '../probes/Prober';
import type { ContainerReporter } from './ContainerReporter';

/** What a container's probes are made at, and who wants to know. */
export interface ContainerProbesOptions {
  target: ProbeTarget;
  reporter: ContainerReporter;
  /** `ready` or `started` is another. */
  onChange(): void;
  /** A probe found that the container has to be restarted. */
  onFailure(kind: 'startup' | 'liveness', probe: Probe): void;
}

/**
 * The probes of one run of a container, and what they say of it.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-probes
 */
export class ContainerProbes {
  readonly #options: ContainerProbesOptions;
  readonly #probers: Prober[] = [];
  #started: boolean;
  #ready: boolean;
  #isStopped = false;

  static create(options: ContainerProbesOptions): ContainerProbes {
    return new ContainerProbes(options);
  }

  private constructor(options: ContainerProbesOptions) {
    const { container } = options.target;
    this.#options = options;
    this.#started = !container.startupProbe;
    this.#ready = !container.readinessProbe;
  }

  /** Whether the container has passed its startup probe, or has none. */
  get started(): boolean {
    return this.#started;
  }

  /** Whether the container can serve. */
  get ready(): boolean {
    return this.#ready && this.#started;
  }

  /** Begins with the startup probe; the others wait until it has succeeded. */
  start(): void {
    const { startupProbe } = this.#options.target.container;
    if (this.#isStopped) {
      return;
    }
    if (!startupProbe) {
      this.#startOthers();
      return;
    }
    const prober = this.#probe(startupProbe, 'Startup', healthy => {
      prober.stop();
      if (healthy) {
        this.#started = true;
        this.#startOthers();
        this.#options.onChange();
      } else {
        this.#options.onFailure('startup', startupProbe);
      }
    });
  }

  stop(): void {
    this.#isStopped = true;
    for (const prober of this.#probers) {
      prober.stop();
    }
  }

  #startOthers(): void {
    const { readinessProbe, livenessProbe } = this.#options.target.container;
    if (readinessProbe) {
      this.#probe(readinessProbe, 'Readiness', healthy => {
        if (this.#ready !== healthy) {
          this.#ready = healthy;
          this.#options.onChange();
        }
      });
    }
    if (livenessProbe) {
      this.#probe(livenessProbe, 'Liveness', healthy => {
        if (!healthy) {
          this.#options.onFailure('liveness', livenessProbe);
        }
      });
    }
  }

  #probe(
    probe: Probe,
    title: string,
    onResult: (healthy: boolean) => void,
  ): Prober {
    const { reporter, target } = this.#options;
    const prober = Prober.start({
      probe,
      look: made => lookAt(target, made),
      onOutcome: ({ unknown, message }) =>
        reporter.warning(
          'Unhealthy',
          unknown
            ? `${title} probe errored and resulted in unknown state: ${message}`
            : `${title} probe failed: ${message}`,
        ),
      onResult,
    });
    this.#probers.push(prober);
    return prober;
  }
}
