import type { ReactNode } from 'react';
import { Text } from '@backstage/ui';

/** Plain words first, the Kubernetes noun second and quieter. */
export function WithNoun({
  noun,
  children,
}: {
  noun?: ReactNode;
  children: ReactNode;
}) {
  return (
    <>
      <Text as="div" variant="body-medium">
        {children}
      </Text>
      {noun && (
        <Text as="div" variant="body-small" color="secondary">
          {noun}
        </Text>
      )}
    </>
  );
}
