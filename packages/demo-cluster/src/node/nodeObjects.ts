import { arch } from 'node:os';
import type { Node } from 'kubernetes-types/core/v1';
import type { Registry } from '../registry/Registry';
import { nodes } from '../resources';
import { NODE_ADDRESS } from './pod/podAddress';
import { timestamp } from '../model/timestamp';

/** What each node claims to have. Nothing is ever measured against it. */
const RESOURCES = { cpu: '4', memory: '8Gi', pods: '110' };

const ARCHITECTURES: Record<string, string> = { x64: 'amd64' };

/** The version that the demo cluster behaves like. */
const KUBELET_VERSION = 'v1.36.1';

/** Registers the nodes and reports them ready. */
export function registerNodes(registry: Registry, names: string[]): void {
  for (const name of names) {
    if (!registry.find(nodes, undefined, name)) {
      registry.create<Node>(nodes, {
        apiVersion: 'v1',
        kind: 'Node',
        metadata: { name, labels: labels(name) },
        spec: {},
      });
    }
    const before = registry.get(nodes, undefined, name).status;
    const now = timestamp(registry.now());
    registry.mutate(
      nodes,
      undefined,
      name,
      draft => {
        Object.assign(draft, {
          status: nodeStatus(
            name,
            before?.conditions?.[0]?.lastTransitionTime ?? now,
          ),
        });
      },
      { subresource: 'status' },
    );
  }
}

function architecture(): string {
  return ARCHITECTURES[arch()] ?? arch();
}

function labels(name: string): Record<string, string> {
  return {
    'beta.kubernetes.io/arch': architecture(),
    'beta.kubernetes.io/os': 'linux',
    'kubernetes.io/arch': architecture(),
    'kubernetes.io/hostname': name,
    'kubernetes.io/os': 'linux',
  };
}

function nodeStatus(name: string, since: string): Node['status'] {
  return {
    addresses: [
      { type: 'InternalIP', address: NODE_ADDRESS },
      { type: 'Hostname', address: name },
    ],
    allocatable: RESOURCES,
    capacity: RESOURCES,
    conditions: [
      {
        type: 'Ready',
        status: 'True',
        reason: 'KubeletReady',
        message: 'the demo cluster is running',
        lastHeartbeatTime: since,
        lastTransitionTime: since,
      },
    ],
    nodeInfo: {
      architecture: architecture(),
      bootID: name,
      containerRuntimeVersion: `demo://${process.versions.node}`,
      kernelVersion: 'unknown',
      kubeProxyVersion: '',
      kubeletVersion: KUBELET_VERSION,
      machineID: name,
      operatingSystem: 'linux',
      osImage: 'Persistence demo cluster',
      systemUUID: name,
    },
  };
}
