/** A text that others wrote, with a full stop, so that a sentence may follow it. */
export function asSentence(text: string): string {
  const words = text.trimEnd();
  return /[.!?…。]$/u.test(words) ? words : `${words}.`;
}
