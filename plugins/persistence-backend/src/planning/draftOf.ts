import type { Intent } from 'backstage-plugin-persistence-common';
import { attach } from './attach';
import { detach } from './detach';
import type {
  IntentOf,
  PlanDraft,
  PlannableKind,
  PlanningInput,
} from './PlanDraft';
import { redeploy } from './redeploy';

/** Whether this version can plan an intent. */
export function isPlannable(intent: Intent): intent is IntentOf<PlannableKind> {
  return ['attach', 'detach', 'redeploy'].includes(intent.kind);
}

/** What an intent would do. */
export function draftOf(input: PlanningInput): PlanDraft {
  const { intent } = input;
  switch (intent.kind) {
    case 'attach':
      return attach({ ...input, intent });
    case 'detach':
      return detach({ ...input, intent });
    default:
      return redeploy({ ...input, intent });
  }
}
