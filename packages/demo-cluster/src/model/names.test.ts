import {
  generatedName,
  keyProblem,
  labelProblem,
  labelValueProblem,
  randomSuffix,
  subdomainProblem,
} from './names';

describe('names', () => {
  it.each(['a', 'a-b', 'a.b-c.d', '1', 'a'.repeat(253)])(
    'of objects may be %s',
    name => {
      expect(subdomainProblem(name)).toBeUndefined();
    },
  );

  it.each(['', 'A', '-a', 'a-', 'a..b', '.a', 'a_b', 'a b', 'ä'])(
    'of objects may not be %j',
    name => {
      expect(subdomainProblem(name)).toMatch(/lowercase RFC 1123 subdomain/);
    },
  );

  it('have a maximal length', () => {
    expect(subdomainProblem('a'.repeat(254))).toBe(
      'must be no more than 253 characters',
    );
    expect(labelProblem('a'.repeat(63))).toBeUndefined();
    expect(labelProblem('a'.repeat(64))).toBe(
      'must be no more than 63 characters',
    );
  });

  it('of parts have no dots', () => {
    expect(labelProblem('a.b')).toBe('must not contain dots');
    expect(labelProblem('A.b')).toMatch(/lowercase RFC 1123 label/);
    expect(labelProblem('a-b')).toBeUndefined();
  });

  it('are generated from a prefix and five characters that spell no words', () => {
    expect(generatedName('web-')).toMatch(
      /^web-[bcdfghjklmnpqrstvwxz2456789]{5}$/,
    );
    expect(generatedName('web-')).not.toBe(generatedName('web-'));
    expect(generatedName('a'.repeat(80))).toHaveLength(63);
    expect(randomSuffix(10)).toHaveLength(10);
  });
});

describe('labels', () => {
  it.each(['a', 'A_b.c-1', 'example.com/a', 'example.com/A_b', 'a'.repeat(63)])(
    'may have the key %s',
    key => {
      expect(keyProblem(key)).toBeUndefined();
    },
  );

  it.each([
    ['', 'name part must be non-empty'],
    ['a/', 'name part must be non-empty'],
    ['/a', 'prefix part must be non-empty'],
    ['a'.repeat(64), 'name part must be no more than 63 bytes'],
  ])('may not have the key %j', (key, problem) => {
    expect(keyProblem(key)).toBe(problem);
  });

  it.each([
    ['-a', /^name part must consist of/],
    ['Example.com/a', /^prefix part a lowercase RFC 1123 subdomain/],
    ['a/b/c', /^a valid label key must consist of/],
  ])('may not have the key %j', (key, problem) => {
    expect(keyProblem(key)).toMatch(problem);
  });

  it('have short values of few characters', () => {
    expect(labelValueProblem('')).toBeUndefined();
    expect(labelValueProblem('My_value.1-2')).toBeUndefined();
    expect(labelValueProblem('component:default/web')).toMatch(
      /^a valid label must be an empty string or consist of/,
    );
    expect(labelValueProblem('a'.repeat(64))).toBe(
      'must be no more than 63 bytes',
    );
  });
});
