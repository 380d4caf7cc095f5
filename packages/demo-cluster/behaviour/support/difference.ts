import type { Place } from './place';

/** What the demo cluster does otherwise than Kubernetes, shown on both. */
export interface Difference {
  /** As the README of the demo cluster names it. */
  id: string;
  /** In plain words, what a real cluster does that the demo cluster does not. */
  title: string;
  /** What Kubernetes does. */
  real: (place: Place) => Promise<void>;
  /** What the demo cluster does instead. */
  demo: (place: Place) => Promise<void>;
}

export function difference(options: Difference): Difference {
  return options;
}
