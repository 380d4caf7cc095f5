/** Texts that YAML reads as texts without quotes, and that it does not take for something else. */
const PLAIN = /^[A-Za-z_/$][\w./@-]*(?: [\w./@()-]+)*$/;
const NOT_A_TEXT = /^(?:true|false|yes|no|on|off|null|y|n)$/i;

/** A body of a request as people write it: the subset of YAML that JSON has values for. */
export function toYaml(value: unknown): string {
  return linesOf(value).join('\n');
}

function linesOf(value: unknown): string[] {
  if (Array.isArray(value) && value.length > 0) {
    return value.flatMap(item => {
      const [first, ...others] = linesOf(item);
      return [`- ${first}`, ...others.map(line => `  ${line}`)];
    });
  }
  if (isMapping(value)) {
    return Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .flatMap(([key, field]) => {
        const lines = linesOf(field);
        return isInline(field)
          ? [`${textOf(key)}: ${lines[0]}`]
          : [`${textOf(key)}:`, ...lines.map(line => `  ${line}`)];
      });
  }
  return [scalarOf(value)];
}

function isInline(value: unknown): boolean {
  return !isMapping(value) && !(Array.isArray(value) && value.length > 0);
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length > 0
  );
}

function scalarOf(value: unknown): string {
  return typeof value === 'string'
    ? textOf(value)
    : JSON.stringify(value ?? null);
}

function textOf(text: string): string {
  return PLAIN.test(text) && !NOT_A_TEXT.test(text)
    ? text
    : JSON.stringify(text);
}
