export { FakeHandlers } from './FakeHandlers';
export { createDatabases, createStore } from './databases';
export { newOperation, RECORD, STEPS, WORKLOAD } from './operations';
