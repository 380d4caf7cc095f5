import type {
  Operation,
  WorkloadAssessment,
} from 'backstage-plugin-persistence-common';
import { claimsOf } from '../assessment';
import { claimOf } from './claimOf';
import { isRunning } from './isRunning';

/** What went well is news for a while; what did not stays as long as the backend tells it. */
const NEWS_MILLISECONDS = 10 * 60_000;

/** States whose end nobody has to act on. */
const GOOD_ENDS: ReadonlySet<Operation['state']> = new Set<Operation['state']>([
  'succeeded',
  'cancelled',
]);

/** Whether the end of a workload's last operation is still news, and not overtaken by what the cluster has. */
export function isWorthShowing(
  operation: Operation,
  options: {
    assessment: WorkloadAssessment;
    /** The answer with the assessment knows of the end, too. */
    confirmed: boolean;
    now: Date;
  },
): boolean {
  const { assessment, confirmed, now } = options;
  const { state, endedAt } = operation;
  if (
    isRunning(operation) ||
    state === 'undone' ||
    state === 'undoing' ||
    endedAt === undefined
  ) {
    return false;
  }
  if (!GOOD_ENDS.has(state)) {
    return true;
  }
  return (
    now.getTime() - new Date(endedAt).getTime() < NEWS_MILLISECONDS &&
    !(confirmed && isOvertaken(operation, assessment))
  );
}

/** Somebody has taken away what was attached, or attached what was taken away. */
function isOvertaken(
  operation: Operation,
  assessment: WorkloadAssessment,
): boolean {
  const { state, intent } = operation;
  const name = claimOf(operation);
  if (state !== 'succeeded' || name === undefined) {
    return false;
  }
  const isMounted = claimsOf(assessment).some(claim => claim.name === name);
  switch (intent.kind) {
    case 'attach':
      return !isMounted;
    case 'detach':
      return isMounted;
    default:
      return false;
  }
}
