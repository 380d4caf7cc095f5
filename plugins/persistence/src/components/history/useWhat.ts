import type { Operation } from 'backstage-plugin-persistence-common';
import { claimOf } from '../../operations';
import { useText } from '../../translation';

const KINDS = ['attach', 'detach', 'redeploy'] as const;

/** What is undone by doing this. */
const OPPOSITES = {
  attach: 'detach',
  detach: 'attach',
  redeploy: 'redeploy',
} as const;

/** What an operation does, and to what. */
export function useWhat() {
  const t = useText();

  return {
    whatOf: ({ intent, undoOf }: Operation): string => {
      const kind = KINDS.find(known => known === intent.kind);
      if (!kind) {
        return t('intent.other', { kind: intent.kind });
      }
      return undoOf
        ? t('intent.undoOf', { what: t(`intent.${OPPOSITES[kind]}`) })
        : t(`intent.${kind}`);
    },
    placeOf: (operation: Operation): string => {
      const { target, plan } = operation;
      const claim = claimOf(operation);
      const path = plan.intent.kind === 'attach' && plan.intent.path;
      const names = [
        'workload' in target && target.workload.name,
        path && claim ? t('history.place', { path, claim }) : claim,
      ];
      return names.filter(Boolean).join(' · ');
    },
  };
}
