import type { Finding, Message } from '../types';
import { MESSAGES, REMEDIES, type MessageCode } from './messages';

/**
 * The sentence of a code, with its values filled in.
 *
 * @throws Error when a parameter of the sentence is missing
 * @public
 */
export function createMessage(
  code: MessageCode,
  params: Message['params'] = {},
): Message {
  return { code, params, text: fill(MESSAGES[code], { code, params }) };
}

/**
 * A finding: a sentence with its weight, and what to do about it where that is known.
 *
 * @throws Error when a parameter of the sentence is missing
 * @public
 */
export function createFinding(options: {
  code: MessageCode;
  severity: Finding['severity'];
  params?: Message['params'];
  askWhom?: string;
}): Finding {
  const { code, severity, params = {}, askWhom } = options;
  const remedies: Partial<Record<MessageCode, string>> = REMEDIES;
  const remedy = remedies[code];
  return {
    ...createMessage(code, params),
    severity,
    ...(remedy && { remedy: fill(remedy, { code, params }) }),
    ...(askWhom && { askWhom }),
  };
}

function fill(
  sentence: string,
  { code, params }: Pick<Message, 'code' | 'params'>,
): string {
  return sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) {
      throw new Error(`The message '${code}' needs the parameter '${name}'`);
    }
    return String(value);
  });
}
