import { waitFor } from '@testing-library/react';
import { createDialogStates } from '../../../dev/dialogs';
import { useMockServer } from '../../__testUtils__/mockServer';
import {
  createTranslationApi,
  wordsLeftInEnglish,
  wordsOf,
} from '../../__testUtils__/otherLetters';
import { renderDialog } from '../../__testUtils__/renderDialog';

/** Names in the cluster that a plan for another question has, and words of Intl. */
const ELSEWHERE = ['Deployment', 'PersistentVolumeClaim', 'shop', 'days'];

describe('Translation of the dialogs', () => {
  const server = useMockServer();

  it.each(createDialogStates().map(state => [state.id, state] as const))(
    'leaves no word of %s in English',
    async (id, state) => {
      await renderDialog(server, state, {}, createTranslationApi());
      await waitFor(() => {
        if (
          id !== 'keep-loading' &&
          document.querySelector('[role=dialog] [aria-busy=true]')
        ) {
          throw new Error('It is still loading');
        }
      });

      const plan = state.plan({ kind: 'attach', existingFiles: 'start-empty' });
      const known = wordsOf([state.question, state.options, plan]);
      expect(wordsLeftInEnglish(new Set([...known, ...ELSEWHERE]))).toEqual([]);
    },
  );
});
