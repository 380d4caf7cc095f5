import { useText } from '../../translation';
import { DialogFrame } from './DialogFrame';
import type { DialogProps } from './DialogProps';

/** Shows what would be done, and does it when it is confirmed. */
export function RedeployDialog({ workload, open, onClose }: DialogProps) {
  const t = useText();

  return (
    <DialogFrame
      open={open}
      title={t('dialogs.redeploy.title', { workload: workload.workload.name })}
      confirm={null}
      onClose={onClose}
    >
      {null}
    </DialogFrame>
  );
}
