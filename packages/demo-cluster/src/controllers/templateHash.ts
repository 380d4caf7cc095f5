const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** JSON with sorted keys, so that equal values have one text. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(
          Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)),
        )
      : part,
  );
}

/**
 * Names a value in a few characters that are safe in labels and form no words, e.g. `6d49dbfb4`.
 *
 * @remarks
 * FNV-1a over the value, written as Kubernetes writes its hashes. Kubernetes hashes a Go value and so arrives at other characters.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pod-template-hash-label
 */
export function templateHash(value: unknown, collisions = 0): string {
  const text = collisions
    ? `${canonicalJson(value)}${collisions}`
    : canonicalJson(value);
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return Array.from(
    String(hash),
    digit => ALPHABET[digit.charCodeAt(0) % ALPHABET.length],
  ).join('');
}
