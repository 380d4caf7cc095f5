import { offerSize } from './offerSize';

const SIZE = { default: '1Gi', min: '64Mi', max: '100Gi' };

describe('offerSize', () => {
  it.each([
    [undefined, '1Gi'],
    ['5Gi', '5Gi'],
    ['64Mi', '64Mi'],
    ['100Gi', '100Gi'],
    ['101Gi', '1Gi'],
    ['1Mi', '1Gi'],
  ])('suggests for %p: %s', (size, expected) => {
    expect(offerSize(SIZE, { size })).toEqual({ ...SIZE, default: expected });
  });
});
