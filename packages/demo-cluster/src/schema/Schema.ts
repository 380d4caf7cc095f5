import recorded from './kubernetes.json';

/** The type of a field, as far as decoding and patching need it. */
export type FieldType =
  | 'string'
  | 'int32'
  | 'int64'
  | 'number'
  | 'boolean'
  | 'quantity'
  | 'intOrString'
  | 'any'
  | { map: FieldType }
  | { object: string; strategy?: string }
  | { list: FieldType; strategy?: string; mergeKey?: string };

/** The fields of an object type by name. */
export type ObjectType = Readonly<Record<string, FieldType>>;

interface Recorded {
  version: string;
  /** Object type by `group/version/Kind`. */
  kinds: Record<string, string>;
  types: Record<string, ObjectType>;
}

const schema: Recorded = recorded as Recorded;

/** The version of Kubernetes whose API was recorded, e.g. `v1.36.1`. */
export const KUBERNETES_VERSION = schema.version;

/**
 * The type of a kind's objects.
 *
 * @param apiVersion - e.g. `apps/v1`
 */
export function kindType(apiVersion: string, kind: string): FieldType {
  const name = schema.kinds[`${apiVersion}/${kind}`];
  return name ? { object: name } : 'any';
}

/** The fields of an object type, undefined where the type is no object or anything goes. */
export function fieldsOf(type: FieldType | undefined): ObjectType | undefined {
  return typeof type === 'object' && 'object' in type
    ? schema.types[type.object]
    : undefined;
}

/** `DeploymentSpec` for `io.k8s.api.apps.v1.DeploymentSpec`. */
export function shortTypeName(type: FieldType): string {
  return typeof type === 'object' && 'object' in type
    ? type.object.slice(type.object.lastIndexOf('.') + 1)
    : '';
}
