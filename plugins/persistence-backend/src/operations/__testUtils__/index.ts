export {
  createDatabases,
  createStore,
  DATABASE_MS,
  emptyStore,
} from './databases';
export {
  FakeApi,
  refusal,
  silence,
  type ApiObject,
} from '../__fixtures__/FakeApi';
export { FakeHandlers } from './FakeHandlers';
export { newOperation, RECORD, STEPS, WORKLOAD } from './operations';
export { stepContext } from './stepContext';
