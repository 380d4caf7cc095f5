import type { Operation } from 'backstage-plugin-persistence-common';
import { useText } from '../../translation';
import { DialogFrame } from './DialogFrame';

/** What the dialog about an undo needs. */
export interface UndoDialogProps {
  /** What is undone. */
  operation: Operation;
  open: boolean;
  /** Asked to close: cancelled, or {@link onStarted} was called. */
  onClose: () => void;
  /** The operation that undoes was begun. */
  onStarted: (operation: Operation) => void;
}

/** Says what an undo will do, and begins it when it is confirmed. */
export function UndoDialog({ open, onClose }: UndoDialogProps) {
  const t = useText();

  return (
    <DialogFrame
      open={open}
      title={t('dialogs.undo.title')}
      confirm={null}
      onClose={onClose}
    >
      {null}
    </DialogFrame>
  );
}
