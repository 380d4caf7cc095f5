import type {
  Intent,
  Operation,
  Options,
  Plan,
  ShelvedClaim,
  WorkloadAssessment,
} from 'backstage-plugin-persistence-common';
import type { DevResponse } from '../states';

/** Which dialog is open, and about what. */
export type DialogQuestion =
  | {
      kind: 'keep';
      workload: WorkloadAssessment;
      shelf: ShelvedClaim[];
      claim?: ShelvedClaim;
    }
  | { kind: 'stop'; workload: WorkloadAssessment }
  | { kind: 'redeploy'; workload: WorkloadAssessment }
  | { kind: 'undo'; operation: Operation };

/** One state of a dialog that must look right. */
export interface DialogState {
  /** In file names and addresses. */
  id: string;
  title: string;
  question: DialogQuestion;
  options: Options;
  /** What somebody who asks for a plan is answered; each plan gets an id of its own. */
  plan: (intent: Intent) => Plan | DevResponse;
  /** What somebody who begins it is answered, one after the other; the last one stays. Default: the operation. */
  starts?: [StartAnswer, ...StartAnswer[]];
}

/** An answer to beginning an operation: `newer-plan` is the plan of the same intent that came in the meantime. */
export type StartAnswer =
  | DevResponse
  | { kind: 'refused'; status: number; name: string; plan: Plan }
  | { kind: 'in-progress'; operation: Operation };
