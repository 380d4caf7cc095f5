import {
  useTranslationRef,
  type TranslationFunction,
} from '@backstage/core-plugin-api/alpha';
import { persistenceTranslationRef } from './translationRef';

/** Translates this plugin's own strings. */
export type TranslateText = TranslationFunction<
  (typeof persistenceTranslationRef)['T']
>;

/** The translation function of this plugin's own strings. */
export function useText(): TranslateText {
  return useTranslationRef(persistenceTranslationRef).t;
}
