import type { Container, Pod } from 'kubernetes-types/core/v1';
import type { Stored } from '../../model/objects';
import type { EventRecorder } from '../../registry/EventRecorder';

/** Writes the events of one container, which are events of its pod. */
export class ContainerReporter {
  readonly #recorder: EventRecorder;
  readonly #pod: Stored<Pod>;
  readonly #fieldPath: string;

  static create(options: {
    recorder: EventRecorder;
    pod: Stored<Pod>;
    container: Container;
  }): ContainerReporter {
    const { recorder, pod, container } = options;
    const isInit = pod.spec?.initContainers?.some(
      ({ name }) => name === container.name,
    );
    const list = isInit ? 'initContainers' : 'containers';
    return new ContainerReporter(
      recorder,
      pod,
      `spec.${list}{${container.name}}`,
    );
  }

  private constructor(
    recorder: EventRecorder,
    pod: Stored<Pod>,
    fieldPath: string,
  ) {
    this.#recorder = recorder;
    this.#pod = pod;
    this.#fieldPath = fieldPath;
  }

  normal(reason: string, message: string): void {
    this.#report('Normal', reason, message);
  }

  warning(reason: string, message: string): void {
    this.#report('Warning', reason, message);
  }

  #report(type: 'Normal' | 'Warning', reason: string, message: string): void {
    this.#recorder.event(this.#pod, {
      type,
      reason,
      message,
      fieldPath: this.#fieldPath,
    });
  }
}
