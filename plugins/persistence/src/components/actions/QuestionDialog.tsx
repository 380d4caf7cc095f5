import type {
  Operation,
  ShelvedClaim,
} from 'backstage-plugin-persistence-common';
import {
  KeepDataDialog,
  RedeployDialog,
  StopKeepingDialog,
  UndoDialog,
} from '../dialogs';
import type { Question } from './EntityActions';

/** The dialog that puts a question. */
export function QuestionDialog({
  question,
  shelf,
  ...dialog
}: {
  entityRef: string;
  question: Question;
  shelf: ShelvedClaim[];
  open: boolean;
  onClose: () => void;
  onStarted: (operation: Operation) => void;
}) {
  switch (question.kind) {
    case 'keep':
      return (
        <KeepDataDialog
          {...dialog}
          workload={question.workload}
          claim={question.claim}
          shelf={shelf}
        />
      );
    case 'stop':
      return <StopKeepingDialog {...dialog} workload={question.workload} />;
    case 'redeploy':
      return <RedeployDialog {...dialog} workload={question.workload} />;
    default:
      return (
        <UndoDialog
          open={dialog.open}
          onClose={dialog.onClose}
          onStarted={dialog.onStarted}
          operation={question.operation}
        />
      );
  }
}
