/**
 * The labels that an object needs to match a selector in the form of kubectl; only where it asks for nothing but equality,
 * because the rest cannot be written as labels.
 */
export function labelsOf(labelSelector: string): [string, string][] {
  const labels = labelSelector
    .split(',')
    .map(requirement =>
      /^\s*([^\s=!]+)\s*==?\s*([^\s=]*)\s*$/.exec(requirement),
    );
  return labels.every(match => match !== null)
    ? labels.map(match => [match[1], match[2]])
    : [];
}
