export { createDatabases, createStore } from './databases';
export { FakeApi, refusal, silence, type ApiObject } from './FakeApi';
export { FakeHandlers } from './FakeHandlers';
export { newOperation, RECORD, STEPS, WORKLOAD } from './operations';
export { stepContext } from './stepContext';
