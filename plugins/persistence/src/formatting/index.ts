export { asSentence } from './asSentence';
export { useFormat } from './useFormat';
