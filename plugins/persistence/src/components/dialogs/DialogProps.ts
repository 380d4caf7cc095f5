import type {
  Operation,
  ShelvedClaim,
  WorkloadAssessment,
} from 'backstage-plugin-persistence-common';

/** What every dialog about a workload needs. */
export interface DialogProps {
  entityRef: string;
  workload: WorkloadAssessment;
  open: boolean;
  /** Asked to close: cancelled, or {@link onStarted} was called before. */
  onClose: () => void;
  /** An operation was begun, or one that goes on already is to be shown. */
  onStarted: (operation: Operation) => void;
}

/** What the dialog that keeps data needs. */
export interface KeepDataDialogProps extends DialogProps {
  /** The entity's shelf: its volumes are offered. */
  shelf: ShelvedClaim[];
  /** The volume of the shelf that is to be used again. */
  claim?: ShelvedClaim;
}
