import { expandVariables } from './expandVariables';

describe('expandVariables', () => {
  it.each([
    ['$(NAME)', 'web'],
    ['a-$(NAME)-$(NAME)', 'a-web-web'],
    ['$$(NAME)', '$(NAME)'],
    ['$$$(NAME)', '$web'],
    ['$(OTHER)', '$(OTHER)'],
    ['$(constructor)', '$(constructor)'],
    ['$NAME ${NAME} $(', '$NAME ${NAME} $('],
    ['$$', '$'],
  ])('makes %s into %s', (text, expanded) => {
    expect(expandVariables(text, { NAME: 'web' })).toBe(expanded);
  });
});
