import { useText } from '../../translation';
import { DialogFrame } from './DialogFrame';
import type { DialogProps } from './DialogProps';
import { RedeployForm } from './redeploy/RedeployForm';
import { usePlace } from './usePlace';

/** Shows what survives a redeploy and what is lost, and begins it. */
export function RedeployDialog(props: DialogProps) {
  const t = useText();
  const { open, onClose, workload } = props;

  return (
    <DialogFrame
      open={open}
      title={t('dialogs.redeploy.title', { workload: workload.workload.name })}
      place={usePlace(workload.workload)}
      onClose={onClose}
    >
      <RedeployForm {...props} />
    </DialogFrame>
  );
}
