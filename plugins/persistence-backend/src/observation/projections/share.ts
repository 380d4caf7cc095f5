import { isDeepStrictEqual } from 'node:util';

/** Bounds the pool of texts: what clusters contain changes over months. It is only an economy, so it may start again at any time. */
const MOST_TEXTS = 100_000;

/** A power of two. */
const SLOTS = 2 ** 15;

const texts = new Map<string, string>();

/** Values that were seen lately, each at the place that its hash says. */
const slots: (object | undefined)[] = Array.from({ length: SLOTS });

/** The same text, kept once however often it occurs: for names of namespaces, nodes, classes and the like. */
export function shareText(text: string): string {
  const known = texts.get(text);
  if (known !== undefined) {
    return known;
  }
  if (texts.size >= MOST_TEXTS) {
    texts.clear();
  }
  texts.set(text, text);
  return text;
}

/**
 * An equal and frozen value, kept once where it occurs often: for the parts that the pods of a workload have in common. The order of
 * fields counts.
 */
export function share<Value extends object>(value: Value): Value {
  const slot = hashOf(JSON.stringify(value)) & (SLOTS - 1);
  const known = slots[slot];
  if (isSame(known, value)) {
    return known;
  }
  slots[slot] = value;
  return freezeDeeply(value);
}

function isSame<Value extends object>(
  known: object | undefined,
  value: Value,
): known is Value {
  return known !== undefined && isDeepStrictEqual(known, value);
}

/** FNV-1a. http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash ^ (hash >>> 15);
}

/** Freezes an object and all that is in it. */
export function freezeDeeply<Value extends object>(value: Value): Value {
  if (!Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) {
      if (typeof part === 'object' && part !== null) {
        freezeDeeply(part);
      }
    }
  }
  return value;
}
