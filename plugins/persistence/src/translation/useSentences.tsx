import { Fragment, useMemo, type ReactNode } from 'react';
import {
  useTranslationRef,
  type TranslationRef,
} from '@backstage/core-plugin-api/alpha';
import {
  MESSAGES,
  REMEDIES,
  type Finding,
  type Message,
} from 'backstage-plugin-persistence-common';
import { Code } from '../components/controls/Code';
import { useFormat } from '../formatting';
import { featureMessages } from './featureMessages';
import { persistenceTranslationRef } from './translationRef';

// Which codes come is known at run time only.
const anyKeyRef: TranslationRef<
  string,
  Record<string, string>
> = persistenceTranslationRef;

/** Parameters that are Kubernetes quantities. */
const SIZES = ['size', 'min', 'max', 'capacity', 'requested'];

const SENTENCES = { messages: MESSAGES, remedies: REMEDIES };

/** Translates the backend's sentences by code and parameters. Codes that this version does not know stay as they came. */
export function useSentences() {
  const { t } = useTranslationRef(anyKeyRef);
  const format = useFormat();

  return useMemo(() => {
    /** Numbers, sizes, days and features in the reader's language; `count` stays a number, because it chooses the plural. */
    const readable = (params: Message['params']): Message['params'] => {
      const words = { ...params };
      for (const [name, value] of Object.entries(params)) {
        if (typeof value === 'number' && name !== 'count') {
          words[name] = format.number(value);
        }
      }
      if (
        typeof params.feature === 'string' &&
        Object.hasOwn(featureMessages, params.feature)
      ) {
        words.words = t(`features.${params.feature}`);
      }
      const until = new Date(params.until ?? '');
      if (!Number.isNaN(until.getTime())) {
        words.until = format.day(until);
      }
      for (const name of SIZES) {
        const size = params[name];
        if (typeof size === 'string') {
          words[name] = format.size(size);
        }
      }
      if (typeof params.bytes === 'number') {
        words.size = format.bytes(params.bytes);
      }
      return words;
    };

    const translate = (
      kind: keyof typeof SENTENCES,
      { code, params }: Message,
      text: string,
    ): string =>
      Object.hasOwn(SENTENCES[kind], code)
        ? t(`${kind}.${code}`, { ...readable(params), interpolation: {} })
        : text;

    const sentence = (message: Message) =>
      translate('messages', message, message.text);
    const remedy = (finding: Finding) =>
      finding.remedy && translate('remedies', finding, finding.remedy);

    return {
      sentence,
      remedy,
      /** The same with its paths set as code. */
      richSentence: (message: Message) => withCode(sentence(message)),
    };
  }, [t, format]);
}

/** Sets absolute paths as code, up to the comma, bracket or space that ends them. */
function withCode(text: string): ReactNode {
  return text
    .split(/((?<=^|\s)\/[^\s,;:()]*[^\s,;:().])/)
    .map((part, index) =>
      index % 2 === 1 ? (
        <Code key={index}>{part}</Code>
      ) : (
        <Fragment key={index}>{part}</Fragment>
      ),
    );
}
