import type { Service } from 'kubernetes-types/core/v1';
import type { Logger } from '../../model/Logger';
import { keyOf, type Stored } from '../../model/objects';
import type { EventRecorder } from '../../registry/EventRecorder';
import type { Registry } from '../../registry/Registry';
import { services } from '../../resources';
import { readyPods, targetPort } from './backends';
import { PortForwarder } from './PortForwarder';

/** Where connections to a port of a pod go on 127.0.0.1. */
export type FindPort = (
  podUid: string,
  containerPort: number,
) => number | undefined;

/** One open node port, and what it was opened for. */
interface OpenPort {
  forwarder: PortForwarder;
  service: string;
}

/** What the forwarder works with. */
interface ForwarderOptions {
  registry: Registry;
  recorder: EventRecorder;
  logger: Logger;
  findPort: FindPort;
}

/**
 * Makes Services of type NodePort reachable: each node port is a port of 127.0.0.1, served by the ready pods in turn.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport
 */
export class ServiceForwarder {
  readonly #options: ForwarderOptions;
  readonly #open = new Map<number, OpenPort>();
  #turn = 0;
  #unwatch?: () => void;
  #isQueued = false;

  static create(options: ForwarderOptions): ServiceForwarder {
    return new ServiceForwarder(options);
  }

  private constructor(options: ForwarderOptions) {
    this.#options = options;
  }

  start(): void {
    this.#unwatch = this.#options.registry.watch(services, () => {
      if (!this.#isQueued) {
        this.#isQueued = true;
        setImmediate(() => this.#sync());
      }
    });
    this.#sync();
  }

  stop(): void {
    this.#unwatch?.();
    this.#unwatch = undefined;
    for (const { forwarder } of this.#open.values()) {
      forwarder.stop();
    }
    this.#open.clear();
  }

  #sync(): void {
    this.#isQueued = false;
    const wanted = new Map<number, Stored<Service>>();
    for (const service of this.#options.registry.list(services)) {
      for (const { nodePort } of service.spec?.ports ?? []) {
        if (nodePort && service.spec?.type === 'NodePort') {
          wanted.set(nodePort, service);
        }
      }
    }
    for (const [port, { forwarder, service }] of this.#open) {
      const now = wanted.get(port);
      if (!now || keyOf(now) !== service) {
        forwarder.stop();
        this.#open.delete(port);
      }
    }
    for (const [port, service] of wanted) {
      if (!this.#open.has(port) && this.#unwatch) {
        this.#open.set(port, {
          service: keyOf(service),
          forwarder: this.#forward(port, service),
        });
      }
    }
  }

  #forward(nodePort: number, service: Stored<Service>): PortForwarder {
    const { logger, recorder } = this.#options;
    return PortForwarder.start({
      port: nodePort,
      backend: () => this.#backend(nodePort, service),
      onFailure: error => {
        const message = `The demo cluster cannot listen on 127.0.0.1:${nodePort}: ${error.message}`;
        logger.warn(`Service '${keyOf(service)}': ${message}`);
        recorder.event(service, {
          type: 'Warning',
          reason: 'NodePortUnavailable',
          message,
        });
      },
    });
  }

  #backend(nodePort: number, known: Stored<Service>): number | undefined {
    const { registry, findPort } = this.#options;
    const { namespace, name } = known.metadata;
    const service = registry.find(services, namespace, name);
    const port = service?.spec?.ports?.find(
      candidate => candidate.nodePort === nodePort,
    );
    if (!service || !port) {
      return undefined;
    }
    const backends = readyPods(registry, service).flatMap(pod => {
      const containerPort = targetPort(pod, port);
      const found =
        containerPort === undefined
          ? undefined
          : findPort(pod.metadata.uid, containerPort);
      return found === undefined ? [] : [found];
    });
    this.#turn += 1;
    return backends[this.#turn % backends.length];
  }
}
