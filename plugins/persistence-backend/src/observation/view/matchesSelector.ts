import type {
  EntitySelector,
  Labelled,
  LabelRequirement,
} from './EntitySelector';

/** Whether an object belongs to what a selector finds, as far as labels and namespaces say. */
export function matchesSelector(
  { labels, namespace }: EntitySelector,
  object: Labelled,
): boolean {
  return (
    (namespace === undefined || namespace === object.namespace) &&
    labels.every(requirement => matchesLabels(requirement, object.labels))
  );
}

/** As Kubernetes does: `NotIn` holds as well where there is no such label. */
function matchesLabels(
  { key, operator, values }: LabelRequirement,
  labels: Labelled['labels'],
): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      throw new Error(`There is no label operator '${String(operator)}'`);
  }
}
