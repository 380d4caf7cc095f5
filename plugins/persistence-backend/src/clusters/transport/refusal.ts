import { ClusterError } from '../ClusterError';
import { parseRetryAfter } from './retryAfter';

const LONGEST_TEXT = 300;

/** An answer that is not a success. */
export interface Refusal {
  cluster: string;
  /** The call in words, for the message. */
  what: string;
  status: number;
  contentType?: string;
  retryAfter?: string | string[];
  body: string;
  /** What must not get into a message, in case that a server repeats it. */
  secrets: string[];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value ? value : undefined;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function withoutSecrets(text: string, secrets: string[]): string {
  return secrets.reduce(
    (clean, secret) => clean.replaceAll(secret, '[secret]'),
    text,
  );
}

/** The words of an answer that is no JSON; a page of HTML says nothing that helps. */
function textOfAnswer({ body, contentType }: Refusal): string {
  const text = body.trim();
  if (!text || contentType?.includes('html') || text.startsWith('<')) {
    return 'it did not say why';
  }
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}

/**
 * The values in request headers that must never be shown.
 *
 * @param headers - as they are sent
 */
export function secretsOf(headers: Record<string, string>): string[] {
  return [headers.authorization, headers['proxy-authorization']]
    .flatMap(value => value?.split(' ').slice(1) ?? [])
    .filter(secret => secret.length > 0);
}

/**
 * The error for an answer that is not a success.
 *
 * Kubernetes answers with a `Status`; gateways on the way with anything. The Kubernetes plugin of Backstage answers with an error
 * of its own (`{ error: { name, message } }`): when it refuses us, that is a rejection as if by the cluster, and anything else is
 * its way of saying that it does not reach the cluster.
 */
export function refusalToError(refusal: Refusal): ClusterError {
  const { cluster, what, status, secrets } = refusal;
  const answer = parse(refusal.body);
  const error = (
    kind: 'rejected' | 'unreachable',
    text: string,
    more: { status?: number; reason?: string; retryAfterSeconds?: number },
  ) =>
    new ClusterError({
      cluster,
      kind,
      message: withoutSecrets(
        `${what} at cluster '${cluster}': ${text} (${[more.status ?? status, more.reason].filter(Boolean).join(' ')})`,
        secrets,
      ),
      ...(kind === 'rejected' && { words: withoutSecrets(text, secrets) }),
      ...more,
    });
  const retryAfterSeconds = parseRetryAfter(refusal.retryAfter);

  if (isObject(answer) && answer.kind === 'Status') {
    const details = isObject(answer.details) ? answer.details : {};
    const told = details.retryAfterSeconds;
    return error('rejected', textOf(answer.message) ?? 'it did not say why', {
      status,
      reason: textOf(answer.reason),
      retryAfterSeconds:
        retryAfterSeconds ??
        (typeof told === 'number' && told > 0 ? told : undefined),
    });
  }
  if (isObject(answer) && isObject(answer.error)) {
    const reason = textOf(answer.error.name);
    const text = textOf(answer.error.message) ?? 'it did not say why';
    return status === 401 || status === 403
      ? error('rejected', `the Kubernetes plugin refuses: ${text}`, {
          status,
          reason,
        })
      : error(
          'unreachable',
          `the Kubernetes plugin does not reach it: ${text}`,
          {
            status,
            reason,
            retryAfterSeconds,
          },
        );
  }
  return error('rejected', textOfAnswer(refusal), {
    status,
    retryAfterSeconds,
  });
}
