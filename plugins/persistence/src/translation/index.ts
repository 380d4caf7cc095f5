export { persistenceTranslationRef } from './translationRef';
export { useSentences } from './useSentences';
export { useText, type TranslateText } from './useText';
