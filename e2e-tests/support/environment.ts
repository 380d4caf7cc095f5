import { resolve } from 'node:path';

/** Where the portal answers. */
export const PORTAL_URL = process.env.PORTAL_URL ?? 'http://127.0.0.1:7007';

/** The kubeconfig of the cluster that the portal shows, with the examples applied. */
export const KUBECONFIG =
  process.env.DEMO_CLUSTER_KUBECONFIG ??
  resolve(__dirname, '../../.demo-cluster/kubeconfig');

/** The folder of the examples' catalog entities. */
export const CATALOG = resolve(__dirname, '../../examples/catalog');

/** The folder where journeys leave the pictures that people look at; without one they take none. */
export const SCREENSHOTS = process.env.SCREENSHOTS;
