import { asSentence } from './asSentence';

describe('asSentence', () => {
  it.each([
    ['no answer within 10 s', 'no answer within 10 s.'],
    ['may not list pods (403)', 'may not list pods (403).'],
    ['It is gone.', 'It is gone.'],
    ['Who knows?', 'Who knows?'],
    ['and so on…', 'and so on…'],
    ['It is gone.\n', 'It is gone.'],
  ])('makes of %j: %j', (text, sentence) => {
    expect(asSentence(text)).toBe(sentence);
  });
});
