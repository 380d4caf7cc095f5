export { BlockerList } from './BlockerList';
export { Disclosure } from './Disclosure';
export { PlanChanges } from './PlanChanges';
export { PlanProblemNote } from './PlanProblemNote';
export { PlanView } from './PlanView';
