import { InputError } from '@backstage/errors';
import { json, type Request, type Response } from 'express';
import { z } from 'zod';

/** More than the longest that could be meant. */
const MOST_BYTES = '64kb';

const readJson = json({ limit: MOST_BYTES, type: () => true });

/**
 * Reads the body of a request: JSON of exactly this shape.
 *
 * @throws InputError that names what is missing, unknown or of the wrong type
 */
export async function parseBody<T>(
  request: Request,
  response: Response,
  schema: z.ZodType<T>,
): Promise<T> {
  await new Promise<void>((resolve, reject) => {
    readJson(request, response, error => {
      if (error) {
        reject(new InputError(`The body cannot be read: ${error.message}`));
      } else {
        resolve();
      }
    });
  });
  const parsed = schema.safeParse(request.body);
  if (!parsed.success) {
    throw new InputError(
      `The body is not as it should be: ${z.prettifyError(parsed.error).replace(/\s*\n\s*/g, '; ')}`,
    );
  }
  return parsed.data;
}

/** The body of a request that needs none: nothing, or an object without content. */
export const NO_BODY: z.ZodType<object> = z.strictObject({});
