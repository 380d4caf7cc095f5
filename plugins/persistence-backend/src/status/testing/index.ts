export { component, labelled } from './entity';
export { FakeObservation } from './FakeObservation';
export {
  claim,
  deployment,
  pod,
  replicaSet,
  storageClass,
  volume,
} from './objects';
