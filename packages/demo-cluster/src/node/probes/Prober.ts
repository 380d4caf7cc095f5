import type { Probe } from 'kubernetes-types/core/v1';

/** What one look at a container found. */
export interface ProbeOutcome {
  healthy: boolean;
  /** Why not, worded as the kubelet words it. */
  message: string;
  /** The look itself failed, so that it says nothing about the container. */
  unknown?: boolean;
}

/**
 * Looks at a container again and again, and says when it has become healthy or has stopped to be.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/probes/
 */
export class Prober {
  readonly #probe: Probe;
  readonly #look: (probe: Probe) => Promise<ProbeOutcome>;
  readonly #onOutcome: (outcome: ProbeOutcome) => void;
  readonly #onResult: (healthy: boolean) => void;
  #timer?: NodeJS.Timeout;
  #successes = 0;
  #failures = 0;
  #looking = false;
  #stopped = false;

  /**
   * @param options `onOutcome` is called for each look, `onResult` whenever a threshold is reached
   */
  static start(options: {
    probe: Probe;
    look: (probe: Probe) => Promise<ProbeOutcome>;
    onOutcome: (outcome: ProbeOutcome) => void;
    onResult: (healthy: boolean) => void;
  }): Prober {
    const prober = new Prober(options);
    prober.#schedule((options.probe.initialDelaySeconds ?? 0) * 1000);
    return prober;
  }

  private constructor(options: {
    probe: Probe;
    look: (probe: Probe) => Promise<ProbeOutcome>;
    onOutcome: (outcome: ProbeOutcome) => void;
    onResult: (healthy: boolean) => void;
  }) {
    this.#probe = options.probe;
    this.#look = options.look;
    this.#onOutcome = options.onOutcome;
    this.#onResult = options.onResult;
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #schedule(delay: number): void {
    this.#timer = setTimeout(() => this.#run(), delay);
    this.#timer.unref();
  }

  async #run(): Promise<void> {
    if (this.#looking) {
      return;
    }
    this.#looking = true;
    const outcome = await this.#look(this.#probe);
    this.#looking = false;
    if (this.#stopped) {
      return;
    }
    this.#schedule((this.#probe.periodSeconds ?? 10) * 1000);
    if (!outcome.healthy) {
      this.#onOutcome(outcome);
    }
    if (!outcome.unknown) {
      this.#count(outcome.healthy);
    }
  }

  #count(healthy: boolean): void {
    this.#successes = healthy ? this.#successes + 1 : 0;
    this.#failures = healthy ? 0 : this.#failures + 1;
    if (this.#successes >= (this.#probe.successThreshold ?? 1)) {
      this.#onResult(true);
    } else if (this.#failures >= (this.#probe.failureThreshold ?? 3)) {
      this.#onResult(false);
    }
  }
}
