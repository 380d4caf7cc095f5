/** Something that a person can put right: shown as one sentence, without a stack. */
export class UserError extends Error {
  name = 'UserError';
}

/**
 * Prints an error the way it deserves.
 *
 * @param {unknown} error
 * @returns {number} the exit code
 */
export function reportError(error) {
  const shown = error instanceof UserError ? error.message : error;
  console.error(shown);
  return 1;
}
