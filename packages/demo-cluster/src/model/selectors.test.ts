import {
  labelMatcher,
  parseFieldSelector,
  parseLabelSelector,
} from './selectors';
import { StatusError } from './StatusError';

const LABELS = { app: 'web', tier: 'front', replicas: '3', empty: '' };
const KEY =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const VALUE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

describe('a label selector in a query', () => {
  it.each([
    ['', true],
    ['app', true],
    ['other', false],
    ['!app', false],
    ['!other', true],
    ['! other', true],
    ['app=web', true],
    ['app==web', true],
    ['app=api', false],
    ['app = web', true],
    ['app!=web', false],
    ['app!=api', true],
    ['other!=web', true],
    ['app in (api,web)', true],
    ['app in(api, web)', true],
    ['app in (api)', false],
    ['app in ()', false],
    ['app notin (api)', true],
    ['app notin (web)', false],
    ['other notin (web)', true],
    ['empty=', true],
    ['empty in (,b)', true],
    ['app=', false],
    ['other=', false],
    ['app=web,tier=front', true],
    ['app=web,tier=back', false],
    ['app in (api,web),!other,tier', true],
    ['replicas>2', true],
    ['replicas>3', false],
    ['replicas<4', true],
    ['app>1', false],
    ['other<1', false],
    ['in', false],
    ['in in (in)', false],
    ['toString', false],
  ])('%j: %s', (selector, expected) => {
    expect(parseLabelSelector(selector)(LABELS)).toBe(expected);
  });

  it('meets an object without labels', () => {
    expect(parseLabelSelector('!app')(undefined)).toBe(true);
    expect(parseLabelSelector('app')(undefined)).toBe(false);
  });

  it.each([
    ['a in (b', "unable to parse requirement: found '', expected: ',' or ')'"],
    ['a in b', "unable to parse requirement: found 'b' expected: '('"],
    ['a in', "unable to parse requirement: found '' expected: '('"],
    ['=b', "found '=', expected: !, identifier, or 'end of string'"],
    ['!!', "unable to parse requirement: found '!', expected: identifier"],
    ['!', "unable to parse requirement: found '', expected: identifier"],
    [
      'a b',
      "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt",
    ],
    [
      'a constructor',
      "unable to parse requirement: found 'constructor', expected: in, notin, =, ==, !=, gt, lt",
    ],
    [',a', "found ',', expected: !, identifier, or 'end of string'"],
    ['a,', "found '', expected: identifier after ','"],
    ['a,,b', "found ',', expected: identifier after ','"],
    ['a=b c', "found 'c', expected: ',' or 'end of string'"],
    ['a=b!', "found '!', expected: ',' or 'end of string'"],
    ['!a=b', "found '=', expected: ',' or 'end of string'"],
    ['a=(b)', "unable to parse requirement: found '(', expected: identifier"],
    [
      'a>b',
      "unable to parse requirement: values[0]: Invalid value: \"b\": for 'Gt', 'Lt' operators, the value must be an integer",
    ],
    [
      '-a',
      `unable to parse requirement: <nil>: Invalid value: "-a": name part ${KEY}`,
    ],
    [
      'a/b/c=1',
      `unable to parse requirement: <nil>: Invalid value: "a/b/c": a valid label key ${KEY} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ],
    [
      'a=b@c',
      `unable to parse requirement: values[0][a]: Invalid value: "b@c": ${VALUE}`,
    ],
    [
      `a=${'b'.repeat(64)}`,
      `unable to parse requirement: values[0][a]: Invalid value: "${'b'.repeat(64)}": must be no more than 63 bytes`,
    ],
  ])('refuses %j as the API server does', (selector, message) => {
    expect(() => parseLabelSelector(selector)).toThrow(
      new StatusError('BadRequest', message),
    );
  });
});

describe('a label selector of an object', () => {
  it.each([
    [{}, true],
    [{ matchLabels: { app: 'web' } }, true],
    [{ matchLabels: { app: 'web', tier: 'back' } }, false],
    [
      {
        matchExpressions: [
          { key: 'app', operator: 'In', values: ['api', 'web'] },
        ],
      },
      true,
    ],
    [
      {
        matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }],
      },
      false,
    ],
    [
      {
        matchLabels: { app: 'web' },
        matchExpressions: [{ key: 'other', operator: 'Exists' }],
      },
      false,
    ],
    [{ matchExpressions: [{ key: 'other', operator: 'DoesNotExist' }] }, true],
  ])('%j: %s', (selector, expected) => {
    expect(labelMatcher(selector)(LABELS)).toBe(expected);
  });

  it('selects nothing where there is none', () => {
    expect(labelMatcher(undefined)(LABELS)).toBe(false);
  });
});

describe('a field selector in a query', () => {
  it('is a list of equalities and inequalities', () => {
    expect(
      parseFieldSelector('metadata.name=a,spec.nodeName!=b,status.phase==c'),
    ).toEqual([
      { field: 'metadata.name', equal: true, value: 'a' },
      { field: 'spec.nodeName', equal: false, value: 'b' },
      { field: 'status.phase', equal: true, value: 'c' },
    ]);
  });

  it.each([
    ['', []],
    [',', []],
    ['a=b,', [{ field: 'a', equal: true, value: 'b' }]],
    ['a=', [{ field: 'a', equal: true, value: '' }]],
    ['a=b!', [{ field: 'a', equal: true, value: 'b!' }]],
    [' a = b ', [{ field: ' a ', equal: true, value: ' b ' }]],
    ['a=b\\,c', [{ field: 'a', equal: true, value: 'b,c' }]],
    ['a=b\\=c\\\\', [{ field: 'a', equal: true, value: 'b=c\\' }]],
    ['=a', [{ field: '', equal: true, value: 'a' }]],
  ])('%j', (text, expected) => {
    expect(parseFieldSelector(text)).toEqual(expected);
  });

  it.each([
    ['a', "invalid selector: 'a'; can't understand 'a'"],
    ['a=b,c', "invalid selector: 'a=b,c'; can't understand 'c'"],
    ['!a', "invalid selector: '!a'; can't understand '!a'"],
    ['a!b', "invalid selector: 'a!b'; can't understand 'a!b'"],
    ['a=b=c', 'invalid field selector: unescaped character in value: 61'],
    ['a=\\b', 'invalid field selector: invalid escape sequence: \\b'],
  ])('refuses %j as the API server does', (text, message) => {
    expect(() => parseFieldSelector(text)).toThrow(
      new StatusError('BadRequest', message),
    );
  });
});
