import {
  createFinding,
  type Finding,
} from 'backstage-plugin-persistence-common';

/**
 * The blocker for what a later version will do.
 *
 * @param feature - the same in every version, for pages that translate it
 * @param words - what it is, in English, after "This version cannot do this yet: "
 */
export function notSupportedYet(feature: string, words: string): Finding {
  return createFinding({
    code: 'NOT_SUPPORTED_YET',
    severity: 'danger',
    params: { feature, words },
  });
}
