/**
 * A JSON value that should be a T: its fields may be asked for by name, but nothing is promised about what is there. Clusters are
 * older and newer than our types, so every value is checked when it is read.
 */
export type Raw<T> = T extends readonly (infer Item)[]
  ? RawList<Item> | undefined
  : T extends string | number | boolean
    ? unknown
    : T extends object
      ? { readonly [Key in keyof T]?: Raw<NonNullable<T[Key]>> } | undefined
      : unknown;

/** A JSON value that should be a list; {@link listOf} reads it. */
export interface RawList<Item> {
  /** Only tells the type. */
  readonly itemType?: Item;
}

/** The items of a list that are objects. */
export function listOf<Item>(
  list: RawList<Item> | undefined,
): NonNullable<Raw<Item>>[] {
  return Array.isArray(list)
    ? list.filter(item => typeof item === 'object' && item !== null)
    : [];
}

/** The texts in a list. */
export function textsOf(list: unknown): string[] {
  return Array.isArray(list)
    ? list.filter(item => typeof item === 'string')
    : [];
}

/** A text that is not empty. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A whole number. */
export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value)
    ? value
    : undefined;
}

/** A quantity, which is a text unless somebody wrote it as a number. */
export function quantityOf(value: unknown): string | undefined {
  return typeof value === 'number' ? String(value) : textOf(value);
}

/** One of the texts that we know, otherwise the first of them. */
export function oneOf<Text extends string>(
  value: unknown,
  known: readonly [Text, ...Text[]],
): Text {
  return known.find(text => text === value) ?? known[0];
}
