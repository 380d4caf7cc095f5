export { persistenceTranslationRef } from './translationRef';
export { useSentences } from './useSentences';
export { useText } from './useText';
