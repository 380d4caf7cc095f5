import { errorApiRef } from '@backstage/core-plugin-api';
import { translationApiRef } from '@backstage/core-plugin-api/alpha';
import { mockApis, MockErrorApi, TestApiProvider } from '@backstage/test-utils';
import { renderHook, waitFor } from '@testing-library/react';
import {
  MESSAGES,
  REMEDIES,
  type Finding,
} from 'backstage-plugin-persistence-common';
import { createDevStates } from '../../dev/states';
import { useMockServer } from '../__testUtils__/mockServer';
import {
  createTranslationApi,
  wordsLeftInEnglish,
  wordsOf,
} from '../__testUtils__/otherLetters';
import { renderForEntity } from '../__testUtils__/renderForEntity';
import { serve } from '../__testUtils__/serveState';
import { EntityPersistenceCard } from '../components/card';
import { EntityPersistenceContent } from '../components/content';
import { useSentences } from './useSentences';

describe('Translation', () => {
  const server = useMockServer();

  describe.each([
    ['card', EntityPersistenceCard],
    ['tab', EntityPersistenceContent],
  ])('of the %s', (_, Component) => {
    it.each(createDevStates().map(state => [state.id, state] as const))(
      'leaves no word of %s in English',
      async (_id, state) => {
        const requests = serve(server, state);
        await renderForEntity(
          <TestApiProvider apis={[[translationApiRef, createTranslationApi()]]}>
            <Component />
          </TestApiProvider>,
        );
        await waitFor(() => expect(requests.count).toBe(1));
        await waitFor(() => {
          if (
            state.id !== 'loading' &&
            document.querySelector('[aria-busy]:not([role=switch])')
          ) {
            throw new Error('It is still loading');
          }
        });

        expect(
          wordsLeftInEnglish(wordsOf([state.answers, state.history])),
        ).toEqual([]);
      },
    );
  });
});

describe('useSentences', () => {
  function render() {
    return renderHook(() => useSentences(), {
      wrapper: ({ children }) => (
        <TestApiProvider
          apis={[
            [translationApiRef, mockApis.translation()],
            [errorApiRef, new MockErrorApi()],
          ]}
        >
          {children}
        </TestApiProvider>
      ),
    }).result.current;
  }

  /** A parameter for each that a sentence names. */
  function paramsOf(sentence: string): Record<string, string> {
    return Object.fromEntries(
      [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => [
        name,
        `<${name}>`,
      ]),
    );
  }

  it.each(Object.entries(MESSAGES))('knows the sentence %s', (code, text) => {
    const { sentence } = render();
    const params = paramsOf(text);

    expect(sentence({ code, params, text: 'not translated' })).toBe(
      text.replace(/\{\{(\w+)\}\}/g, '<$1>'),
    );
  });

  it.each(Object.entries(REMEDIES))('knows the remedy of %s', (code, text) => {
    const { remedy } = render();
    const finding: Finding = {
      code,
      params: paramsOf(text),
      text: '',
      severity: 'info',
      remedy: 'not translated',
    };

    expect(remedy(finding)).toBe(text.replace(/\{\{(\w+)\}\}/g, '<$1>'));
  });

  it('says what came where it does not know the code', () => {
    const { sentence, remedy } = render();
    const finding: Finding = {
      code: 'NEWER_THAN_THIS_PAGE',
      params: {},
      text: 'Something new.',
      severity: 'info',
      remedy: 'Do this.',
    };

    expect(sentence(finding)).toBe('Something new.');
    expect(remedy(finding)).toBe('Do this.');
    expect(remedy({ ...finding, remedy: undefined })).toBeUndefined();
  });

  it('does not take names of Object for codes', () => {
    const { sentence } = render();

    expect(
      sentence({ code: 'constructor', params: {}, text: 'Fallback.' }),
    ).toBe('Fallback.');
  });

  it('puts the words of a cluster in as they are', () => {
    const { sentence } = render();
    const words = 'a <b>bad</b> {{volume}} & $t(messages.NOTHING_KEPT)';

    expect(
      sentence({
        code: 'CLAIM_FAILED',
        params: { claim: 'data', words },
        text: '',
      }),
    ).toContain(words);
  });

  it('writes days and sizes as the reader does, and leaves what is none', () => {
    const { sentence } = render();
    const params = { claim: 'data', size: '1Gi', storageClass: 'standard' };

    expect(sentence({ code: 'STEP_CREATE_CLAIM', params, text: '' })).toBe(
      'Make a volume of 1 GB (standard): data.',
    );
    expect(
      sentence({
        code: 'STEP_SHELVE_CLAIM',
        params: { claim: 'data', until: '2026-12-21T12:00:00.000Z' },
        text: '',
      }),
    ).toBe('Put data on the shelf until Dec 21, 2026.');
    expect(
      sentence({
        code: 'STEP_SHELVE_CLAIM',
        params: { claim: 'data', until: 'the end' },
        text: '',
      }),
    ).toBe('Put data on the shelf until the end.');
  });

  it('names what a later version will do in the words of the page, where it knows it', () => {
    const { sentence } = render();
    const of = (feature: string) =>
      sentence({
        code: 'NOT_SUPPORTED_YET',
        params: { feature, words: 'words of the backend' },
        text: '',
      });

    expect(of('per-replica')).toContain('volumes that each replica has');
    expect(of('newer')).toContain('words of the backend');
    expect(of('constructor')).toContain('words of the backend');
  });

  it('writes numbers as the reader does', () => {
    const { sentence } = render();

    expect(
      sentence({
        code: 'FILES_LOST',
        params: {
          workload: 'orders',
          files: 12_345,
          paths: '/data',
          bytes: 12_582_912,
          size: '12582912',
        },
        text: '',
      }),
    ).toContain('12,345 in /data, 12 MB in all');
  });
});
