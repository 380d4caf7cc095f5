export { accessOfKubeconfig } from './accessOfKubeconfig';
export { DemoClusterProcess, EXAMPLE_MANIFESTS } from './DemoClusterProcess';
export {
  FaultyApiServer,
  type Fault,
  type RecordedRequest,
} from './FaultyApiServer';
export { eventually } from './eventually';
