import type { Intent } from 'backstage-plugin-persistence-common';
import type { Step } from '../planning';
import type { StoredOperation } from './store';

/**
 * What takes an operation back: of an attach, that exactly its claim goes; of a detach, that the claim comes back to where its record
 * says that it was. How that is done is planned by the objects as they are then.
 */
export function oppositeOf({ operation, steps }: StoredOperation): Intent {
  const { intent } = operation;
  if (intent.kind === 'detach') {
    const shelved = stepOf(steps, 'shelve-claim');
    const { container, path, subPath } = shelved?.record ?? {};
    return {
      kind: 'attach',
      ...(container && { container }),
      ...(path && { path }),
      subPath: subPath ?? '',
      claim: { existing: shelved?.name ?? intent.claim ?? '' },
      existingFiles: 'keep-claim',
    };
  }
  const claim = stepOf(steps, 'mount-claim')?.claim;
  return { kind: 'detach', ...(claim && { claim }) };
}

function stepOf<K extends Step['kind']>(
  steps: StoredOperation['steps'],
  kind: K,
): Extract<Step, { kind: K }> | undefined {
  return steps
    .map(({ step }) => step)
    .find((step): step is Extract<Step, { kind: K }> => step.kind === kind);
}
