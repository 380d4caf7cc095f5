const NEWLINE = 0x0a;

/**
 * Cuts a stream of bytes into lines. Works on bytes, not on text, because a character may arrive in two pieces; and keeps the
 * pieces of a long line apart until it is complete, because joining them every time takes quadratic time.
 */
export class LineSplitter {
  readonly #longest: number;
  #pieces: Buffer[] = [];
  #length = 0;

  /** @param options - `longest` is how many bytes a line may have */
  static create(options: { longest: number }): LineSplitter {
    return new LineSplitter(options.longest);
  }

  private constructor(longest: number) {
    this.#longest = longest;
  }

  /**
   * The lines that this piece completes, without their newlines. Empty lines are left out.
   *
   * @throws RangeError when a line is too long
   */
  *push(bytes: Buffer): Generator<Buffer> {
    let start = 0;
    for (
      let end = bytes.indexOf(NEWLINE);
      end >= 0;
      end = bytes.indexOf(NEWLINE, start)
    ) {
      this.#keep(bytes.subarray(start, end));
      start = end + 1;
      const line = this.rest();
      if (line.length > 0) {
        yield line;
      }
    }
    this.#keep(bytes.subarray(start));
  }

  /** What came after the last newline; forgets it. */
  rest(): Buffer {
    const line =
      this.#pieces.length === 1 ? this.#pieces[0] : Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#length = 0;
    return line;
  }

  #keep(piece: Buffer): void {
    if (piece.length === 0) {
      return;
    }
    this.#length += piece.length;
    if (this.#length > this.#longest) {
      throw new RangeError(`a line has more than ${this.#longest} bytes`);
    }
    this.#pieces.push(piece);
  }
}
