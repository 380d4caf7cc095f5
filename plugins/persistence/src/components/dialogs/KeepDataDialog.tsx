import { useText } from '../../translation';
import { DialogFrame } from './DialogFrame';
import type { KeepDataDialogProps } from './DialogProps';
import { KeepDataForm } from './keepData/KeepDataForm';
import { usePlace } from './usePlace';

/** Asks what is kept and on what, shows what that would do, and begins it. */
export function KeepDataDialog(props: KeepDataDialogProps) {
  const t = useText();
  const { open, onClose, workload } = props;

  return (
    <DialogFrame
      open={open}
      title={t('dialogs.keepData.title', { workload: workload.workload.name })}
      place={usePlace(workload.workload)}
      onClose={onClose}
    >
      <KeepDataForm {...props} />
    </DialogFrame>
  );
}
