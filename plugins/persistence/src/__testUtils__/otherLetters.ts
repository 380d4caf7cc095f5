import {
  createTranslationRef,
  type TranslationApi,
} from '@backstage/core-plugin-api/alpha';
import { mockApis } from '@backstage/test-utils';
import { MESSAGES, REMEDIES } from 'backstage-plugin-persistence-common';
import { pageMessages } from '../translation/pageMessages';

type Messages = { [key: string]: string | Messages };

/** The same words in letters that nobody would write by hand; parameters stay. */
function inOtherLetters(messages: Messages): Messages {
  return Object.fromEntries(
    Object.entries(messages).map(([key, value]) => [
      key,
      typeof value === 'string'
        ? value.replace(/\{\{.*?\}\}|[A-Za-z]/g, found =>
            found.length > 1
              ? found
              : String.fromCharCode(found.charCodeAt(0) + 0xfee0),
          )
        : inOtherLetters(value),
    ]),
  );
}

const inOtherLettersRef = createTranslationRef({
  id: 'plugin.persistence',
  messages: inOtherLetters({
    ...pageMessages,
    messages: MESSAGES,
    remedies: REMEDIES,
  }),
});

/** Translates this plugin's strings into other letters. */
export function createTranslationApi(): TranslationApi {
  const api = mockApis.translation();
  return {
    getTranslation: ref => {
      api.getTranslation(inOtherLettersRef); // the first one registers its messages
      return api.getTranslation(ref);
    },
    translation$: ref => api.translation$(ref),
  };
}

/** Words of Intl, and the entity of the tests. */
const ELSEWHERE = new Set([
  ...['GB', 'MB', 'and', 'sec', 'min', 'hr', 'orders', 'Orders'],
  ...['second', 'seconds', 'minute', 'minutes', 'hour', 'hours'],
  ...['ago', 'yesterday'],
  ...Array.from({ length: 12 }, (_, month) =>
    new Intl.DateTimeFormat('en', { month: 'short' }).format(
      new Date(2026, month),
    ),
  ),
]);

/**
 * Words on the page in usual letters that are not known: texts and names, without files to copy and times.
 *
 * @param known - what the cluster calls things, and words that the backend sends in English by contract
 */
export function wordsLeftInEnglish(known: ReadonlySet<string>): string[] {
  const words: string[] = [];
  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest('pre, time, style, script')) {
      continue;
    }
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) {
        words.push(node.textContent ?? '');
      }
    }
    for (const attribute of ['aria-label', 'aria-valuetext', 'title', 'alt']) {
      words.push(element.getAttribute(attribute) ?? '');
    }
  }
  return (words.join(' ').match(/[A-Za-z]{2,}/g) ?? []).filter(
    word => !known.has(word) && !ELSEWHERE.has(word),
  );
}

/** The words of data, without the English of sentences that the page translates. */
export function wordsOf(data: unknown): Set<string> {
  const text = JSON.stringify(data, (key, value) =>
    key === 'text' || key === 'remedy' ? undefined : value,
  );
  return new Set(text.match(/[A-Za-z]{2,}/g));
}
