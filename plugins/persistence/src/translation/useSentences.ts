import { useMemo } from 'react';
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
import { persistenceTranslationRef } from './translationRef';

/** Which codes come is known at run time only. */
const anyKeyRef: TranslationRef<
  string,
  Record<string, string>
> = persistenceTranslationRef;

export function useSentences() {
  const { t } = useTranslationRef(anyKeyRef);
  return useMemo(
    () => ({
      sentence: ({ code, params, text }: Message): string =>
        Object.hasOwn(MESSAGES, code)
          ? t(`messages.${code}`, { ...params, interpolation: {} })
          : text,
      remedy: ({ code, params, remedy }: Finding): string | undefined =>
        remedy && Object.hasOwn(REMEDIES, code)
          ? t(`remedies.${code}`, { ...params, interpolation: {} })
          : remedy,
    }),
    [t],
  );
}
