import { keyProblem, labelValueProblem } from './names';

/** One condition of a label selector. */
export interface LabelRequirement {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist' | 'Gt' | 'Lt';
  values: string[];
}

/** A text that is no label selector, in the words of the API server. */
export class SelectorSyntaxError extends Error {
  override name = 'SelectorSyntaxError';
}

const OPERATORS = new Map<string, LabelRequirement['operator']>([
  ['in', 'In'],
  ['notin', 'NotIn'],
  ['=', 'In'],
  ['==', 'In'],
  ['!=', 'NotIn'],
  ['>', 'Gt'],
  ['<', 'Lt'],
]);
const SYMBOLS = ['==', '!=', '=', '!', '(', ')', ',', '>', '<'];

/** The words and symbols of a selector, one after the other. */
class Tokens {
  readonly #rest: string[];

  constructor(text: string) {
    this.#rest = text.match(/[=!]=|[=!(),><]|[^=!(),><\s]+/g) ?? [];
  }

  /** Whether one of these comes next; the empty text stands for the end. */
  isNext(...expected: string[]): boolean {
    return expected.includes(this.#rest[0] ?? '');
  }

  isWordNext(): boolean {
    return !this.isNext('', ...SYMBOLS);
  }

  take(): string {
    return this.#rest.shift() ?? '';
  }

  unexpected(expected: string): SelectorSyntaxError {
    return new SelectorSyntaxError(`found '${this.#rest[0] ?? ''}'${expected}`);
  }
}

/**
 * Reads a label selector as it stands in a query: `app=web,tier!=db,env in (a,b),!legacy`. Grammar and messages are those of
 * k8s.io/apimachinery/pkg/labels.
 *
 * @throws SelectorSyntaxError
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function parseLabelRequirements(text: string): LabelRequirement[] {
  const tokens = new Tokens(text);
  const requirements: LabelRequirement[] = [];
  let expected = ", expected: !, identifier, or 'end of string'";
  if (tokens.isNext('')) {
    return requirements;
  }
  for (;;) {
    if (!tokens.isWordNext() && !tokens.isNext('!')) {
      throw tokens.unexpected(expected);
    }
    requirements.push(parseRequirement(tokens));
    if (tokens.isNext('')) {
      return requirements;
    }
    if (!tokens.isNext(',')) {
      throw tokens.unexpected(", expected: ',' or 'end of string'");
    }
    tokens.take();
    expected = ", expected: identifier after ','";
  }
}

function parseRequirement(tokens: Tokens): LabelRequirement {
  try {
    const absent = tokens.isNext('!');
    if (absent) {
      tokens.take();
    }
    if (!tokens.isWordNext()) {
      throw tokens.unexpected(', expected: identifier');
    }
    const key = tokens.take();
    check('<nil>', key, keyProblem(key));
    if (absent) {
      return { key, operator: 'DoesNotExist', values: [] };
    }
    return tokens.isNext('', ',')
      ? { key, operator: 'Exists', values: [] }
      : parseComparison(tokens, key);
  } catch (error) {
    throw error instanceof SelectorSyntaxError
      ? new SelectorSyntaxError(`unable to parse requirement: ${error.message}`)
      : error;
  }
}

function parseComparison(tokens: Tokens, key: string): LabelRequirement {
  const unexpected = tokens.unexpected(
    ', expected: in, notin, =, ==, !=, gt, lt',
  );
  const isSet = tokens.isWordNext();
  const operator = OPERATORS.get(tokens.take());
  if (operator === undefined) {
    throw unexpected;
  }
  const values = isSet ? parseSet(tokens) : [parseValue(tokens)];
  values.forEach((value, index) => {
    if (operator === 'Gt' || operator === 'Lt') {
      check(`values[${index}]`, value, numberProblem(value));
    } else {
      check(`values[${index}][${key}]`, value, labelValueProblem(value));
    }
  });
  return { key, operator, values };
}

function parseValue(tokens: Tokens): string {
  if (tokens.isNext('', ',')) {
    return '';
  }
  if (!tokens.isWordNext()) {
    throw tokens.unexpected(', expected: identifier');
  }
  return tokens.take();
}

/** `(a, b)`; what is left out between commas is the empty value. */
function parseSet(tokens: Tokens): string[] {
  if (!tokens.isNext('(')) {
    throw tokens.unexpected(" expected: '('");
  }
  tokens.take();
  if (tokens.isNext(')')) {
    tokens.take();
    return [];
  }
  if (!tokens.isNext(',') && !tokens.isWordNext()) {
    throw tokens.unexpected(", expected: ',', ')' or identifier");
  }
  const values = new Set<string>();
  for (;;) {
    values.add(tokens.isWordNext() ? tokens.take() : '');
    if (!tokens.isNext(',', ')')) {
      throw tokens.unexpected(", expected: ',' or ')'");
    }
    if (tokens.take() === ')') {
      return Array.from(values);
    }
  }
}

function numberProblem(value: string): string | undefined {
  return /^[+-]?\d+$/.test(value)
    ? undefined
    : "for 'Gt', 'Lt' operators, the value must be an integer";
}

function check(field: string, value: string, problem: string | undefined) {
  if (problem) {
    throw new SelectorSyntaxError(
      `${field}: Invalid value: ${JSON.stringify(value)}: ${problem}`,
    );
  }
}
