import { createTranslationRef } from '@backstage/core-plugin-api/alpha';
import { MESSAGES, REMEDIES } from 'backstage-plugin-persistence-common';
import { pageMessages } from './pageMessages';

/**
 * Every string of the card and the tab. The backend's own sentences are `messages.<CODE>`, what to do about them is
 * `remedies.<CODE>`.
 *
 * @public
 */
export const persistenceTranslationRef = createTranslationRef({
  id: 'plugin.persistence',
  messages: { ...pageMessages, messages: MESSAGES, remedies: REMEDIES },
});
