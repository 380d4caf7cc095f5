import { freeName, isLabel } from './names';

const none = () => false;

describe('freeName', () => {
  it.each([
    ['guestbook', 'guestbook-data'],
    ['guest.book', 'guest-book-data'],
    ['a', 'a-data'],
    ['a'.repeat(58), `${'a'.repeat(58)}-data`],
    ['a'.repeat(59), `${'a'.repeat(58)}-data`],
    ['a'.repeat(253), `${'a'.repeat(58)}-data`],
    // Nothing ends with a dash before the suffix
    [`${'a'.repeat(57)}-b`, `${'a'.repeat(57)}-data`],
    [`${'a'.repeat(55)}---b`, `${'a'.repeat(55)}-data`],
  ])('makes of %s %s', (name, expected) => {
    expect(freeName(name, none)).toBe(expected);
    expect(isLabel(expected)).toBe(true);
  });

  it.each([1, 2, 9, 10, 99, 100])(
    'counts until one is free (%i taken), and cuts to 63 characters',
    count => {
      const name = 'a'.repeat(63);
      const taken = new Set<string>();
      for (let index = 0; index < count; index += 1) {
        const next = freeName(name, candidate => taken.has(candidate));
        expect(next).toHaveLength(63);
        expect(taken.has(next)).toBe(false);
        taken.add(next);
      }
      expect(freeName(name, candidate => taken.has(candidate))).toMatch(
        new RegExp(`^a+-data-${count + 1}$`),
      );
    },
  );
});

describe('isLabel', () => {
  it.each(['a', '1', 'a-b', 'a'.repeat(63)])('takes %s', name => {
    expect(isLabel(name)).toBe(true);
  });

  it.each(['', 'A', '-a', 'a-', 'a.b', 'a_b', 'a'.repeat(64), 'a\n'])(
    'does not take %j',
    name => {
      expect(isLabel(name)).toBe(false);
    },
  );
});
