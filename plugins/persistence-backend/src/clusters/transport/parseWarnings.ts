/**
 * The texts of a response's `Warning` headers.
 *
 * Kubernetes sends `299 - "text"`, several of them in several headers or separated by commas; `"` and `\` inside a text are
 * escaped. See https://www.rfc-editor.org/rfc/rfc7234#section-5.5
 */
export function parseWarnings(header: string | string[] | undefined): string[] {
  const warnings: string[] = [];
  for (const line of header === undefined ? [] : [header].flat()) {
    for (const [, code, text] of line.matchAll(
      /(\d{3})\s+\S+\s+"((?:[^"\\]|\\.)*)"(?:\s+"[^"]*")?/g,
    )) {
      if (code === '299') {
        warnings.push(text.replace(/\\(.)/g, '$1'));
      }
    }
  }
  return warnings;
}
