import type { WatchEvent } from '../Cluster';
import { ClusterError } from '../ClusterError';
import { Breath } from './Breath';
import type { Deadline } from './Deadline';
import { LineSplitter } from './LineSplitter';
import { connectionError } from './connectionError';

// An object has at most 1.5 MiB in etcd; its JSON may be some times that.
const LONGEST_LINE = 32 * 1024 * 1024;
const TYPES: ReadonlySet<unknown> = new Set([
  'ADDED',
  'MODIFIED',
  'DELETED',
  'BOOKMARK',
  'ERROR',
]);

function isWatchEvent(value: unknown): value is WatchEvent {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    TYPES.has(value.type) &&
    'object' in value
  );
}

/** @returns undefined when the line is no JSON, which `null` is */
function parse(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString('utf8'));
  } catch {
    // The parser's error quotes the line, which is nobody's business.
    return undefined;
  }
}

/**
 * Reads the events of a watch from its answer.
 *
 * Whoever stops reading (`break`) ends the answer. The time between two pieces counts as silence only while somebody waits for it.
 *
 * @throws ClusterError `unreachable` when the answer breaks, also in the middle of an event; `timeout` when it is silent for too
 * long; `aborted`; `protocol` when a line is no event
 */
export async function* readWatch(options: {
  cluster: string;
  what: string;
  /** The answer's body; it ends with the deadline's signal. */
  body: AsyncIterable<Buffer>;
  deadline: Deadline;
  silenceMs: number;
}): AsyncGenerator<WatchEvent, void, undefined> {
  const { cluster, what, body, deadline, silenceMs } = options;
  const splitter = LineSplitter.create({ longest: LONGEST_LINE });
  const breath = Breath.create();
  const error = (kind: 'protocol' | 'unreachable', text: string) =>
    new ClusterError({
      cluster,
      kind,
      message: `${what} at cluster '${cluster}': ${text}`,
    });
  const eventOf = (value: unknown): WatchEvent => {
    if (!isWatchEvent(value)) {
      throw error('protocol', 'a line of the watch is not an event');
    }
    return value;
  };
  const pieces = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      deadline.extend(silenceMs, `silent for ${silenceMs} ms`);
      const { done, value } = await pieces.next();
      deadline.relax();
      if (done) {
        break;
      }
      for (const line of splitter.push(value)) {
        yield eventOf(parse(line));
        if (deadline.error) {
          throw deadline.error;
        }
        await breath.take();
      }
    }
    const rest = splitter.rest();
    if (rest.length > 0) {
      const value = parse(rest);
      if (value === undefined) {
        throw error('unreachable', 'the watch broke in the middle of an event');
      }
      yield eventOf(value);
    }
  } catch (cause) {
    if (cause instanceof RangeError) {
      throw error('protocol', cause.message);
    }
    throw deadline.error ?? connectionError(cluster, what, cause);
  } finally {
    await pieces.return?.();
  }
}
