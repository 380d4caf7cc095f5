export { asSentence } from './asSentence';
export { useFormat } from './useFormat';
export { useLocale } from './useLocale';
