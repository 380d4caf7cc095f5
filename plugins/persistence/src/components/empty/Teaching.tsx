import type { ReactNode } from 'react';
import { Flex, Text } from '@backstage/ui';

/** A question or a fact, what it means, and what to do about it. */
export function Teaching({
  title,
  children,
}: {
  title: string;
  children: ReactNode;
}) {
  return (
    <Flex direction="column" gap="3">
      <Text as="p" variant="body-large" weight="bold">
        {title}
      </Text>
      {children}
    </Flex>
  );
}
