class Scanner {
  readonly duplicates = new Set<string>();
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(path: string): void {
    this.#space();
    switch (this.#text[this.#at]) {
      case '{':
        this.#object(path);
        break;
      case '[':
        this.#list(path);
        break;
      case '"':
        this.#string();
        break;
      default:
        this.#match(/[^\s,\]}]*/y);
    }
    this.#space();
  }

  #object(path: string): void {
    const seen = new Set<string>();
    this.#items('}', () => {
      this.#space();
      const key = this.#string();
      const at = path ? `${path}.${key}` : key;
      if (seen.has(key)) {
        this.duplicates.add(at);
      }
      seen.add(key);
      this.#space();
      this.#at += 1;
      this.value(at);
    });
  }

  #list(path: string): void {
    let index = 0;
    this.#items(']', () => {
      this.value(`${path}[${index}]`);
      index += 1;
    });
  }

  #items(end: string, item: () => void): void {
    this.#at += 1;
    this.#space();
    while (this.#text[this.#at] !== end) {
      item();
      if (this.#text[this.#at] === ',') {
        this.#at += 1;
        this.#space();
      }
    }
    this.#at += 1;
  }

  #string(): string {
    return JSON.parse(this.#match(/"(?:[^"\\]|\\.)*"/y));
  }

  #space(): void {
    this.#match(/\s*/y);
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }
}

/**
 * Finds keys that stand twice in one JSON object, which `JSON.parse` passes over.
 *
 * @param text - valid JSON
 * @returns paths like `spec.replicas` or `spec.containers[0].name`, each once
 */
export function duplicateFields(text: string): string[] {
  const scanner = new Scanner(text);
  scanner.value('');
  return Array.from(scanner.duplicates);
}
