import type { Writable } from 'node:stream';
import type { Logger } from './model/Logger';

/** Writes a line per message. */
export class StreamLogger implements Logger {
  static create(options: { stream: Writable; debug: boolean }): StreamLogger {
    return new StreamLogger(options.stream, options.debug);
  }

  readonly #stream: Writable;
  readonly #debug: boolean;

  private constructor(stream: Writable, debug: boolean) {
    this.#stream = stream;
    this.#debug = debug;
  }

  debug(message: string): void {
    if (this.#debug) {
      this.#write('debug', message);
    }
  }

  warn(message: string): void {
    this.#write('warn', message);
  }

  error(message: string): void {
    this.#write('error', message);
  }

  #write(level: string, message: string): void {
    this.#stream.write(`demo-cluster ${level}: ${message}\n`);
  }
}
