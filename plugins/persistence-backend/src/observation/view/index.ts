export * from './Claim';
export * from './ClusterEvent';
export * from './ClusterView';
export * from './EntitySelector';
export * from './Pod';
export * from './StorageClass';
export * from './Volume';
export * from './Workload';
