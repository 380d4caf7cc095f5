/**
 * A small Kubernetes for laptops: API server, controllers and nodes in one process.
 *
 * @packageDocumentation
 */
export { DemoCluster, type DemoClusterOptions } from './DemoCluster';
export type { Logger } from './model/Logger';
