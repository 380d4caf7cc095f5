import { Text } from '@backstage/ui';
import type { ShelvedClaim } from 'backstage-plugin-persistence-common';
import { useFormat } from '../../formatting';
import { claimOf } from '../../operations';
import { useText } from '../../translation';
import { useEntityActions } from '../actions';

/** One quiet line: something is on the shelf. */
export function ShelfLine({ shelf }: { shelf: ShelvedClaim[] }) {
  const t = useText();
  const format = useFormat();
  const { operations, dismissed } = useEntityActions();
  // What has just been put there is told by the operation that did it.
  const told = new Set(
    operations
      .filter(({ operation }) => !dismissed.has(operation.id))
      .map(({ operation }) => claimOf(operation)),
  );
  const quiet = shelf.filter(({ name }) => !told.has(name));
  const [first] = quiet;

  if (!first) {
    return null;
  }
  return (
    <Text as="p" variant="body-small" color="secondary">
      {quiet.length === 1 && first.keepUntil
        ? t('shelf.lineUntil', {
            volume: first.name,
            until: format.day(new Date(first.keepUntil)),
          })
        : t('shelf.line', { count: quiet.length, volume: first.name })}
    </Text>
  );
}
