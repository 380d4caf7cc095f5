/**
 * A sentence: pages translate it by `code` and `params`, everybody else reads `text`.
 *
 * @public
 */
export interface Message {
  /** Which sentence, for example `DATA_SURVIVES`. Tolerate codes that you do not know. */
  code: string;
  /** The values in the sentence. */
  params: Record<string, string | number>;
  /** The sentence in English. */
  text: string;
}

/**
 * Something that a person must know.
 *
 * @public
 */
export interface Finding extends Message {
  /** How much it matters. `danger`: data is lost or a rollout hangs, now or at the next redeploy. */
  severity: 'info' | 'warning' | 'danger';
  /** What to do about it, in English. */
  remedy?: string;
  /** Who can change it: an entity reference or a name. */
  askWhom?: string;
}
