import { InputError } from '@backstage/errors';
import { json, type Request, type Response } from 'express';
import { z } from 'zod';

/** More than the longest that could be meant. */
const MOST_KIBIBYTES = 64;

/** More than a person reads; the names of unknown properties may be as long as the body. */
const LONGEST_EXPLANATION = 500;

const readJson = json({ limit: MOST_KIBIBYTES * 1024 });

/**
 * Reads the body of a request: JSON of exactly this shape.
 *
 * @throws InputError that names what is missing, unknown or of the wrong type, and says nothing else of what the body contains
 */
export async function parseBody<T>(
  request: Request,
  response: Response,
  schema: z.ZodType<T>,
): Promise<T> {
  // A length of 0 counts as a body there
  if (request.get('content-length') !== '0' && request.is('json') === false) {
    throw new InputError(
      "The body must have the content type 'application/json'",
    );
  }
  await new Promise<void>((resolve, reject) => {
    readJson(request, response, error =>
      error ? reject(new InputError(explain(error))) : resolve(),
    );
  });
  const parsed = schema.safeParse(request.body);
  if (!parsed.success) {
    const explanation = z
      .prettifyError(parsed.error)
      .replace(/\s*\n\s*/g, '; ')
      .slice(0, LONGEST_EXPLANATION);
    throw new InputError(`The body is not as it should be: ${explanation}`);
  }
  return parsed.data;
}

/** https://github.com/expressjs/body-parser#errors; what the parser of JSON says quotes the body. */
function explain({ type }: { type?: string }): string {
  return type === 'entity.too.large'
    ? `The body has more than ${MOST_KIBIBYTES} KiB`
    : 'The body cannot be read as JSON in UTF-8';
}

/** The body of a request that needs none: nothing, or an object without content. */
export const NO_BODY: z.ZodType<object> = z.strictObject({});
