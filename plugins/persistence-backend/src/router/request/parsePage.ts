import { InputError } from '@backstage/errors';
import { parseCursor } from '../../operations';

const DEFAULT_LIMIT = 20;
const MOST = 100;

/**
 * Which page of a list a query asks for.
 *
 * @throws InputError for other parameters, for a limit that is not from 1 to 100, and for a cursor that no page ended with
 */
export function parsePage(query: Record<string, unknown>): {
  limit: number;
  cursor?: string;
} {
  const { limit, cursor, ...others } = query;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    throw new InputError(
      "There is no such query parameter; those here are 'limit', 'cursor'",
    );
  }
  if (cursor !== undefined && typeof cursor !== 'string') {
    throw new InputError("The query parameter 'cursor' is wanted only once");
  }
  if (cursor !== undefined) {
    // Here already, so that it is said before anything is looked up
    parseCursor(cursor);
  }
  return { limit: parseLimit(limit), ...(cursor && { cursor }) };
}

function parseLimit(limit: unknown): number {
  if (limit === undefined) {
    return DEFAULT_LIMIT;
  }
  const isNumber = typeof limit === 'string' && /^[1-9]\d{0,2}$/.test(limit);
  if (!isNumber || Number(limit) > MOST) {
    throw new InputError(
      `The query parameter 'limit' is a number from 1 to ${MOST}`,
    );
  }
  return Number(limit);
}
