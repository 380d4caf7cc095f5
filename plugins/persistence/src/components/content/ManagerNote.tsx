import { Text } from '@backstage/ui';
import type { Manager } from 'backstage-plugin-persistence-common';
import { useText } from '../../translation';
import { Banner } from '../controls/Banner';

const KINDS = ['argo-cd', 'flux', 'helm', 'operator'] as const;

/** Who else writes to a workload, and what gave it away. */
export function ManagerNote({ manager }: { manager: Manager }) {
  const t = useText();
  const { name, evidence } = manager;
  const kind = KINDS.find(known => known === manager.kind) ?? 'unknown';

  return (
    <Banner
      tone="calm"
      title={
        <Text as="p" variant="body-medium" weight="bold">
          {t(`manager.title.${kind}`)}
          {name && ` (${name})`}
        </Text>
      }
    >
      <Text as="p" variant="body-small">
        {t('manager.text', { evidence })}
      </Text>
    </Banner>
  );
}
