import { useText } from '../../translation';
import { DialogFrame } from './DialogFrame';
import type { DialogProps } from './DialogProps';
import { StopKeepingForm } from './stopKeeping/StopKeepingForm';
import { usePlace } from './usePlace';

/** Says what becomes of the volume and of the service without it, and begins to take it away. */
export function StopKeepingDialog(props: DialogProps) {
  const t = useText();
  const { open, onClose, workload } = props;

  return (
    <DialogFrame
      open={open}
      title={t('dialogs.stopKeeping.title', {
        workload: workload.workload.name,
      })}
      place={usePlace(workload.workload)}
      onClose={onClose}
    >
      <StopKeepingForm {...props} />
    </DialogFrame>
  );
}
