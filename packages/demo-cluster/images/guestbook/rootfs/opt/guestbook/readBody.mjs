const MAXIMUM_BODY_BYTES = 1024 * 1024;

/** More than an entry may have. */
export class BodyTooLargeError extends Error {}

/** The body of a request as text. */
export async function readBody(request) {
  const chunks = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > MAXIMUM_BODY_BYTES) {
      throw new BodyTooLargeError('an entry has at most 1 MiB');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
