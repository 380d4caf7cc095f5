export { useEntityActions, type Question } from './EntityActions';
export { EntityActionsProvider } from './EntityActionsProvider';
export { useWorkloadOperation } from './useWorkloadOperation';
