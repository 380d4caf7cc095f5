import type { Finding, IntentKind } from 'backstage-plugin-persistence-common';

/** What a person can do about an operation that ended half way, beside putting right what the finding names. */
const CHOICES: Partial<Record<IntentKind, string>> = {
  attach:
    'When this is put right the pods come by themselves. Or undo: the volume goes to the shelf with its data, and everything else is as before.',
  detach:
    'When this is put right the pods come by themselves. Or undo: the volume comes back to where it was, with its data.',
  redeploy: 'When this is put right the pods come by themselves.',
};

/** A finding, with what a person can choose now. */
export function withChoices(finding: Finding, intent: IntentKind): Finding {
  const remedy = [finding.remedy, CHOICES[intent]].filter(Boolean).join(' ');
  return { ...finding, ...(remedy && { remedy }) };
}
