/** Bounds the pools: what clusters contain changes over months. They are only an economy, so they may start again at any time. */
const MOST_ENTRIES = 100_000;

const texts = new Map<string, string>();
const values = new Map<string, object>();

/** The same text, kept once however often it occurs: for names of namespaces, nodes, classes and the like. */
export function shareText<Text extends string | undefined>(text: Text): Text {
  return text === undefined ? text : (entry(texts, text, () => text) as Text);
}

/**
 * An equal and frozen value, kept once however often it occurs: for the parts that the pods of a workload have in common. The order
 * of fields counts.
 */
export function share<Value extends object>(value: Value): Value {
  return entry(values, JSON.stringify(value), () =>
    freezeDeeply(value),
  ) as Value;
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

function entry<Value>(
  pool: Map<string, Value>,
  key: string,
  create: () => Value,
): Value {
  const known = pool.get(key);
  if (known !== undefined) {
    return known;
  }
  if (pool.size >= MOST_ENTRIES) {
    pool.clear();
  }
  const value = create();
  pool.set(key, value);
  return value;
}
