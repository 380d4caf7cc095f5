export { KeepDataDialog } from './KeepDataDialog';
export { RedeployDialog } from './RedeployDialog';
export { StopKeepingDialog } from './StopKeepingDialog';
export { UndoDialog } from './UndoDialog';
