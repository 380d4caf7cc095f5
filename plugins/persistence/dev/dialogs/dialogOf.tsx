import type { Operation } from 'backstage-plugin-persistence-common';
import {
  KeepDataDialog,
  RedeployDialog,
  StopKeepingDialog,
  UndoDialog,
} from '../../src/components/dialogs';
import type { DialogState } from './DialogState';

/** The dialog that asks what a state is about. */
export function dialogOf(
  { question }: DialogState,
  dialog: {
    entityRef: string;
    open: boolean;
    onClose: () => void;
    onStarted: (operation: Operation) => void;
  },
) {
  switch (question.kind) {
    case 'keep':
      return <KeepDataDialog {...dialog} {...question} />;
    case 'stop':
      return <StopKeepingDialog {...dialog} workload={question.workload} />;
    case 'redeploy':
      return <RedeployDialog {...dialog} workload={question.workload} />;
    default:
      return <UndoDialog {...dialog} operation={question.operation} />;
  }
}
