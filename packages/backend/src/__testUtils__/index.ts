export { DemoCluster } from './DemoCluster';
export { eventually } from './eventually';
export { readExamples, type ExampleObject } from './examples';
export { EXAMPLE_VERDICTS, lookAt } from './persistence';
export { Portal, type PortalAnswer, type PortalOptions } from './Portal';
