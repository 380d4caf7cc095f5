export { component, labelled } from './entity';
export { FakeObservation } from './FakeObservation';
export { claim, deployment, pod, storageClass, volume } from './objects';
