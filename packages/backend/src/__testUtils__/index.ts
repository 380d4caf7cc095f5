export { eventually } from './eventually';
export { readExamples, type ExampleObject } from './examples';
export { Portal, type PortalAnswer, type PortalOptions } from './Portal';
