export { DefaultObservation } from './DefaultObservation';
export type { Observation, ObservedCluster, ViewChange } from './Observation';
