export { DialogBackend, type DialogRequest } from './DialogBackend';
export { dialogOf } from './dialogOf';
export type { DialogState } from './DialogState';
export { createDialogStates } from './dialogStates';
export { attachPlan, blockedPlan, finding } from './plans';
