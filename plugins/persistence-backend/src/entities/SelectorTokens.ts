import { InputError } from '@backstage/errors';

/** What a selector is made of; spaces separate and mean nothing. */
const TOKEN = /\s*(==|!=|[=!,()<>]|[^\s=!,()<>]+)/y;
const SYMBOL = /^(?:==|!=|[=!,()<>])$/;

/** The parts of a selector, one after the other. */
export class SelectorTokens {
  readonly #tokens: string[];
  #position = 0;

  constructor(selector: string) {
    this.#tokens = [];
    const text = selector.trimEnd();
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < text.length) {
      const match = TOKEN.exec(text);
      if (!match) {
        throw new InputError(`'${selector}' is no label selector`);
      }
      this.#tokens.push(match[1]);
    }
  }

  get next(): string | undefined {
    return this.#tokens[this.#position];
  }

  /** Takes what comes next if it is this. */
  skip(token: string): boolean {
    const found = this.next === token;
    this.#position += found ? 1 : 0;
    return found;
  }

  expect(token: string): void {
    if (!this.skip(token)) {
      this.fail(`'${token}'`);
    }
  }

  /** Takes what comes next if it is no symbol. */
  takeWord(): string | undefined {
    const word = this.next;
    if (word === undefined || SYMBOL.test(word)) {
      return undefined;
    }
    this.#position += 1;
    return word;
  }

  fail(expected: string): never {
    throw new InputError(
      `found ${this.next === undefined ? 'the end' : `'${this.next}'`}, expected ${expected}`,
    );
  }
}
