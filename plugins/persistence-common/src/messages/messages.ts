/**
 * Every sentence that the backend may answer with, in English, by its code. `{{name}}` is replaced with a parameter. Pages
 * translate by the same codes and parameters.
 *
 * @public
 */
export const MESSAGES = {
  DATA_SURVIVES: 'Data in {{paths}} survives redeploys.',
  OWNERSHIP_AMBIGUOUS:
    '{{count}} catalog entities select this workload, so nobody can change it from here.',
} as const satisfies Record<string, string>;

/**
 * The codes of {@link MESSAGES}.
 *
 * @public
 */
export type MessageCode = keyof typeof MESSAGES;

/**
 * What to do about a finding, in English, by its code; with the same parameters as its sentence.
 *
 * @public
 */
export const REMEDIES = {
  OWNERSHIP_AMBIGUOUS:
    'Let one entity select it, or name the owner in the annotation backstage-persistence/entity of the workload.',
} as const satisfies Partial<Record<MessageCode, string>>;
