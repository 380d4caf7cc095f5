export type { Controller, ControllerContext } from './Controller';
export { Controllers } from './Controllers';
