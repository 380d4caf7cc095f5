import { rmSync } from 'node:fs';
import { join } from 'node:path';

/** All that a demo cluster ever writes into its state folder, the lock apart. */
const OWN = [
  'ca.crt',
  'kubeconfig',
  'nodes',
  'objects.ndjson',
  'objects.ndjson.next',
  'pods',
  'server.key',
  'token',
  'volumes',
];

/** Throws a demo cluster's state away. What else lies in the folder is not ours and stays. */
export function clearState(directory: string): void {
  for (const name of OWN) {
    rmSync(join(directory, name), { recursive: true, force: true });
  }
}
