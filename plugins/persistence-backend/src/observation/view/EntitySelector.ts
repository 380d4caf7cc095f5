/** One condition of a label selector. https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors */
export interface LabelRequirement {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  /** For `In` and `NotIn`. */
  values: string[];
}

/** Which objects belong to a catalog entity. */
export interface EntitySelector {
  /** All of them have to hold. */
  labels: LabelRequirement[];
  /** Only in this namespace. */
  namespace?: string;
  /** Only in this cluster. */
  cluster?: string;
}

/** What every object has, as far as we keep it. */
export interface Labelled {
  namespace: string;
  labels: Readonly<Record<string, string>>;
}
