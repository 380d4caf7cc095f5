import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { StatusError } from '../model/StatusError';

/** An answer with a JSON body. */
export interface Reply {
  /** Default 200. */
  code?: number;
  body: unknown;
  /** Default `application/json`. */
  contentType?: string;
  /** Texts for `Warning` headers. */
  warnings?: string[];
}

/** As the API server: smaller answers are not worth compressing. */
const GZIP_ABOVE_BYTES = 128 * 1024;

/** Sends the answer. */
export function sendReply(
  request: IncomingMessage,
  response: ServerResponse,
  reply: Reply,
): void {
  let body = Buffer.from(JSON.stringify(reply.body));
  if (
    body.length > GZIP_ABOVE_BYTES &&
    /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
  ) {
    body = gzipSync(body, { level: 1 });
    response.setHeader('Content-Encoding', 'gzip');
    response.setHeader('Vary', 'Accept-Encoding');
  }
  if (reply.warnings?.length) {
    response.setHeader(
      'Warning',
      reply.warnings.map(warning => `299 - ${JSON.stringify(warning)}`),
    );
  }
  response.writeHead(reply.code ?? 200, {
    'Cache-Control': 'no-cache, private',
    'Content-Type': reply.contentType ?? 'application/json',
    'Content-Length': body.length,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Sends a failure as a `Status`; what is no `StatusError` is a defect here and says so. */
export function sendFailure(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
): void {
  const failure =
    error instanceof StatusError
      ? error
      : new StatusError(
          'InternalError',
          `Internal error occurred: ${error instanceof Error ? error.message : String(error)}`,
        );
  if (response.headersSent) {
    response.destroy();
    return;
  }
  sendReply(request, response, {
    code: failure.code,
    body: failure.toStatus(),
  });
}
