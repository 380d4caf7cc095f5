import { request } from 'node:http';
import { connect } from 'node:net';
import type { Container, HTTPGetAction, Probe } from 'kubernetes-types/core/v1';
import type { ProbeOutcome } from './Prober';

/** What a probe is made at. */
export interface ProbeTarget {
  container: Container;
  /** How the pod is called in messages; nothing listens there. */
  podIP: string;
  /** Where connections to a port of the container go on 127.0.0.1; undefined while nothing listens. */
  portOf(containerPort: number): number | undefined;
  /** Runs a command in the container. */
  exec(
    command: string[],
    signal: AbortSignal,
  ): Promise<{ exitCode: number; output: string }>;
}

const HEALTHY: ProbeOutcome = { healthy: true, message: '' };

/** Makes a probe once. */
export async function lookAt(
  target: ProbeTarget,
  probe: Probe,
): Promise<ProbeOutcome> {
  const timeout = (probe.timeoutSeconds ?? 1) * 1000;
  if (probe.httpGet) {
    return httpGet({ target, action: probe.httpGet, timeout });
  }
  if (probe.tcpSocket) {
    return tcpSocket({ target, port: probe.tcpSocket.port, timeout });
  }
  return exec({ target, command: probe.exec?.command ?? [], timeout });
}

function portNumber(container: Container, port: number | string): number {
  const named = container.ports?.find(({ name }) => name === port);
  return named?.containerPort ?? Number(port);
}

function unhealthy(message: string): ProbeOutcome {
  return { healthy: false, message };
}

async function httpGet(options: {
  target: ProbeTarget;
  action: HTTPGetAction;
  timeout: number;
}): Promise<ProbeOutcome> {
  const { target, action, timeout } = options;
  const containerPort = portNumber(target.container, action.port);
  const path = action.path ?? '/';
  const address = `${target.podIP}:${containerPort}`;
  const url = `http://${address}${path.startsWith('/') ? '' : '/'}${path}`;
  const port = target.portOf(containerPort);
  if (port === undefined) {
    return unhealthy(
      `Get "${url}": dial tcp ${address}: connect: connection refused`,
    );
  }
  const headers = Object.fromEntries(
    (action.httpHeaders ?? []).map(({ name, value }) => [name, value]),
  );
  return new Promise(resolve => {
    const get = request(
      {
        host: '127.0.0.1',
        port,
        path: new URL(url).pathname + new URL(url).search,
        headers: { 'User-Agent': 'kube-probe/demo', Accept: '*/*', ...headers },
        agent: false,
        timeout,
      },
      response => {
        response.resume();
        const { statusCode = 0 } = response;
        resolve(
          statusCode >= 200 && statusCode < 400
            ? HEALTHY
            : unhealthy(`HTTP probe failed with statuscode: ${statusCode}`),
        );
      },
    );
    get.once('timeout', () =>
      get.destroy(
        new Error(
          'context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
        ),
      ),
    );
    get.once('error', error =>
      resolve(unhealthy(`Get "${url}": ${error.message}`)),
    );
    get.end();
  });
}

async function tcpSocket(options: {
  target: ProbeTarget;
  port: number | string;
  timeout: number;
}): Promise<ProbeOutcome> {
  const { target, timeout } = options;
  const containerPort = portNumber(target.container, options.port);
  const address = `${target.podIP}:${containerPort}`;
  const port = target.portOf(containerPort);
  const refused = unhealthy(`dial tcp ${address}: connect: connection refused`);
  if (port === undefined) {
    return refused;
  }
  return new Promise(resolve => {
    const socket = connect({ host: '127.0.0.1', port, timeout });
    const end = (outcome: ProbeOutcome) => {
      socket.destroy();
      resolve(outcome);
    };
    socket.once('connect', () => end(HEALTHY));
    socket.once('timeout', () =>
      end(unhealthy(`dial tcp ${address}: i/o timeout`)),
    );
    socket.once('error', () => end(refused));
  });
}

async function exec(options: {
  target: ProbeTarget;
  command: string[];
  timeout: number;
}): Promise<ProbeOutcome> {
  const { target, command, timeout } = options;
  const signal = AbortSignal.timeout(timeout);
  const timedOut = unhealthy(
    `command timed out: "${command.join(' ')}" timed out after ${timeout / 1000}s`,
  );
  try {
    const { exitCode, output } = await target.exec(command, signal);
    const outcome = exitCode === 0 ? HEALTHY : unhealthy(output);
    return signal.aborted ? timedOut : outcome;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return signal.aborted
      ? timedOut
      : {
          healthy: false,
          unknown: true,
          message: `rpc error: code = Unknown desc = failed to exec in container: ${why}`,
        };
  }
}
