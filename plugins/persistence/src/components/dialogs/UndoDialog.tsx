import type { Operation } from 'backstage-plugin-persistence-common';
import { useText } from '../../translation';
import { DialogFrame } from './DialogFrame';
import { undoOf } from './undo/undoOf';
import { UndoForm } from './undo/UndoForm';
import { usePlace } from './usePlace';

/** What the dialog about an undo needs. */
export interface UndoDialogProps {
  /** What is undone. */
  operation: Operation;
  open: boolean;
  /** Asked to close: cancelled, or {@link onStarted} was called before. */
  onClose: () => void;
  /** The operation that undoes was begun. */
  onStarted: (operation: Operation) => void;
}

/** Says what an undo will do, and begins it when it is confirmed. */
export function UndoDialog(props: UndoDialogProps) {
  const t = useText();
  const { operation, open, onClose } = props;
  const { target } = operation;
  const workload = 'workload' in target ? target.workload : target.claim;
  const { kind } = undoOf(operation);
  const what =
    kind === 'other'
      ? workload.name
      : t(`dialogs.undo.${kind}.what`, { workload: workload.name });
  const place = usePlace({ kind: 'Deployment', ...workload });

  return (
    <DialogFrame
      open={open}
      title={t('dialogs.undo.title', { what })}
      place={'workload' in target ? place : undefined}
      onClose={onClose}
    >
      <UndoForm {...props} />
    </DialogFrame>
  );
}
