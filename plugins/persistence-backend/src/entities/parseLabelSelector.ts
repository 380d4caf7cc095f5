import { InputError } from '@backstage/errors';
import type { LabelRequirement } from '../observation/view';
import { SelectorTokens } from './SelectorTokens';

const NAME = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const DOMAIN =
  /^(?=.{1,253}$)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

/**
 * Reads a label selector in the form of `kubectl --selector`, such as `app=web,tier in (front, back),!canary`. All of its requirements
 * have to hold; the empty selector has none, so that everything matches it. Comparisons of numbers (`>`, `<`), which workloads'
 * labels have no use for, are refused.
 *
 * It follows `labels.Parse` of Kubernetes:
 * https://github.com/kubernetes/apimachinery/blob/v0.34.0/pkg/labels/selector.go
 *
 * @throws InputError when it is no selector
 */
export function parseLabelSelector(selector: string): LabelRequirement[] {
  const tokens = new SelectorTokens(selector);
  const requirements: LabelRequirement[] = [];
  while (tokens.next !== undefined) {
    requirements.push(readRequirement(tokens));
    if (tokens.next !== undefined) {
      tokens.expect(',');
      if (tokens.next === undefined) {
        tokens.fail('another requirement');
      }
    }
  }
  return requirements;
}

function readRequirement(tokens: SelectorTokens): LabelRequirement {
  if (tokens.skip('!')) {
    return { key: readKey(tokens), operator: 'DoesNotExist', values: [] };
  }
  const key = readKey(tokens);
  if (tokens.next === undefined || tokens.next === ',') {
    return { key, operator: 'Exists', values: [] };
  }
  if (tokens.skip('=') || tokens.skip('==')) {
    return { key, operator: 'In', values: [readExactValue(tokens)] };
  }
  if (tokens.skip('!=')) {
    return { key, operator: 'NotIn', values: [readExactValue(tokens)] };
  }
  if (tokens.skip('in')) {
    return { key, operator: 'In', values: readValues(tokens) };
  }
  if (tokens.skip('notin')) {
    return { key, operator: 'NotIn', values: readValues(tokens) };
  }
  return tokens.fail("'=', '!=', 'in' or 'notin'");
}

function readKey(tokens: SelectorTokens): string {
  const key = tokens.takeWord() ?? tokens.fail('a label');
  const [name, domain, ...rest] = key.split('/').reverse();
  if (
    !NAME.test(name) ||
    (domain !== undefined && !DOMAIN.test(domain)) ||
    rest.length > 0
  ) {
    throw new InputError(`'${key}' is no label`);
  }
  return key;
}

/** The value after `=`; nothing stands for the empty one. */
function readExactValue(tokens: SelectorTokens): string {
  if (tokens.next === undefined || tokens.next === ',') {
    return '';
  }
  return checkValue(tokens.takeWord() ?? tokens.fail('a value'));
}

/** The values in parentheses; nothing between commas stands for the empty one. */
function readValues(tokens: SelectorTokens): string[] {
  tokens.expect('(');
  const values = new Set<string>();
  if (tokens.next === ')') {
    tokens.fail('a value');
  }
  for (;;) {
    values.add(checkValue(tokens.takeWord() ?? ''));
    if (!tokens.skip(',')) {
      tokens.expect(')');
      return [...values];
    }
  }
}

function checkValue(value: string): string {
  if (value !== '' && !NAME.test(value)) {
    throw new InputError(`'${value}' is no value of a label`);
  }
  return value;
}
