import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environment } from './environment';

/** The answers that every cluster has to give: a committed file of names and answers. */
export class Golden<T> {
  readonly #file: string;
  readonly #answers: Record<string, T>;

  static read<T>(name: string): Golden<T> {
    const file = join(__dirname, '..', 'golden', `${name}.json`);
    const answers =
      existsSync(file) && !environment.update
        ? JSON.parse(readFileSync(file, 'utf8'))
        : {};
    return new Golden(file, answers);
  }

  private constructor(file: string, answers: Record<string, T>) {
    this.#file = file;
    this.#answers = answers;
  }

  get names(): string[] {
    return Object.keys(this.#answers).sort();
  }

  answer(name: string): T | undefined {
    return this.#answers[name];
  }

  /** Writes an answer down in place of comparing with it. */
  record(name: string, answer: T): void {
    this.#answers[name] = answer;
    writeFileSync(this.#file, `${JSON.stringify(this.#answers, null, 2)}\n`);
  }
}
