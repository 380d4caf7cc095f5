import { Flex, Skeleton, VisuallyHidden } from '@backstage/ui';
import { useText } from '../translation';

/** In place of what is being fetched, about as large. */
export function Loading() {
  const t = useText();

  return (
    <Flex direction="column" gap="4" role="status" aria-busy="true">
      <VisuallyHidden>{t('loading')}</VisuallyHidden>
      <Skeleton height="4.5rem" width="100%" aria-hidden="true" />
      <Skeleton height="1rem" width="60%" aria-hidden="true" />
      <Skeleton height="1rem" width="85%" aria-hidden="true" />
    </Flex>
  );
}
