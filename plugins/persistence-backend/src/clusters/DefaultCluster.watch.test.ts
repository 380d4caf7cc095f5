import type { IncomingMessage, ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import type { WatchEvent, WatchOptions } from './Cluster';
import { FixedAccess } from './access/FixedAccess';
import { errorOf } from './__testUtils__/errorOf';
import { TestServer } from './__testUtils__/TestServer';
import { DefaultCluster } from './DefaultCluster';
import { eventually } from './testing';

let server: TestServer;
let cluster: DefaultCluster;
let answer: (response: ServerResponse, request: IncomingMessage) => unknown;

function line(name: string, type = 'ADDED'): string {
  return `${JSON.stringify({ type, object: { metadata: { name } } })}\n`;
}

async function read(options: WatchOptions = {}): Promise<string[]> {
  const names: string[] = [];
  for await (const { object } of cluster.watch('/api/v1/pods', options)) {
    names.push((object as { metadata: { name: string } }).metadata.name);
  }
  return names;
}

function begin(options?: WatchOptions): AsyncIterator<WatchEvent> {
  return cluster.watch('/api/v1/pods', options)[Symbol.asyncIterator]();
}

/** Writes pieces so that each arrives by itself. */
async function writeApart(
  response: ServerResponse,
  pieces: Array<string | Buffer>,
): Promise<void> {
  response.socket?.setNoDelay(true);
  for (const piece of pieces) {
    await new Promise(resolve => response.write(piece, resolve));
    await setImmediate();
  }
}

beforeEach(async () => {
  server = await TestServer.start((request, response) =>
    answer(response, request),
  );
  cluster = DefaultCluster.create({
    name: 'c1',
    access: FixedAccess.create({ server: server.url }),
  });
});

afterEach(async () => {
  await cluster.close();
  await server.stop();
});

describe('a watch', () => {
  it('asks for one, uncompressed, when somebody reads it', async () => {
    answer = response => response.end();
    const watch = cluster.watch('/api/v1/pods', {
      query: { allowWatchBookmarks: true, resourceVersion: undefined },
      accept: 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
    });
    expect(server.requests).toEqual([]);
    for await (const _ of watch) {
      // There are none.
    }

    expect(server.requests).toMatchObject([
      {
        method: 'GET',
        url: '/api/v1/pods?watch=true&allowWatchBookmarks=true',
        headers: {
          accept:
            'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
          'accept-encoding': 'identity',
        },
      },
    ]);
  });

  it('gives every event, in order, of every type', async () => {
    answer = response =>
      response.end(
        ['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR']
          .map(type => line(type, type))
          .join(''),
      );
    const events: WatchEvent[] = [];
    for await (const event of cluster.watch('/x')) {
      events.push(event);
    }

    expect(events.map(({ type }) => type)).toEqual([
      'ADDED',
      'MODIFIED',
      'DELETED',
      'BOOKMARK',
      'ERROR',
    ]);
    expect(events[0].object).toEqual({ metadata: { name: 'ADDED' } });
  });

  it('understands any cut, also in the middle of a character', async () => {
    const names = ['ü–青', '🙂', 'plain'];
    const bytes = Buffer.from(names.map(name => line(name)).join(''));
    answer = async response => {
      await writeApart(
        response,
        [...bytes].map(byte => Buffer.from([byte])),
      );
      response.end();
    };

    expect(await read()).toEqual(names);
  });

  it('understands lines that are longer than any piece', async () => {
    const name = 'x'.repeat(3 * 1024 * 1024);
    answer = response => response.end(line(name) + line('next'));

    expect(await read()).toEqual([name, 'next']);
  });

  it('skips empty lines and needs no newline at the end', async () => {
    answer = response => response.end(`\n${line('a')}\n\n${line('b').trim()}`);

    expect(await read()).toEqual(['a', 'b']);
  });

  it('gives what came although nothing else comes', async () => {
    answer = response => {
      response.write(line('first'));
    };
    const watch = begin();

    expect(await watch.next()).toMatchObject({ done: false });
    await watch.return?.();
  });

  it('ends its connection when its reader stops', async () => {
    answer = response => {
      response.write(line('first') + line('second'));
    };
    for await (const _ of cluster.watch('/x')) {
      break;
    }

    await eventually(() => expect(server.open).toBe(0));
  });

  it('ends its connection when its reader throws', async () => {
    answer = response => {
      response.write(line('first'));
    };
    const reading = (async () => {
      for await (const _ of cluster.watch('/x')) {
        throw new Error('the reader has an accident');
      }
    })();

    await expect(reading).rejects.toThrow('the reader has an accident');
    await eventually(() => expect(server.open).toBe(0));
  });

  it('does not keep calls waiting, however many there are', async () => {
    answer = (response, { url }) => {
      if (url?.includes('watch')) {
        response.write(line('a'));
      } else {
        response.end('{}');
      }
    };
    const watches = Array.from({ length: 12 }, () => begin());
    await Promise.all(watches.map(watch => watch.next()));

    expect(await cluster.request({ path: '/version' })).toEqual({});
    await Promise.all(watches.map(watch => watch.return?.()));
  });

  it('lets the rest of the process run while there is much to read', async () => {
    answer = response =>
      response.end(
        Array.from({ length: 60 }, (_, index) => line(`${index}`)).join(''),
      );
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    const turnsAt: number[] = [];
    for await (const _ of cluster.watch('/x')) {
      turnsAt.push(turns);
      const end = performance.now() + 2;
      while (performance.now() < end) {
        // Work of the reader.
      }
    }
    clearInterval(timer);

    // 120 ms of work in slices of 8 ms: nothing ran in between if it were one slice.
    expect(turnsAt.at(-1)! - turnsAt[0]).toBeGreaterThan(5);
  });
});

describe('a watch that is refused', () => {
  it('tells status and reason', async () => {
    answer = response => {
      response.writeHead(410);
      response.end(
        JSON.stringify({ kind: 'Status', code: 410, reason: 'Expired' }),
      );
    };

    expect(await errorOf(read())).toMatchObject({
      kind: 'rejected',
      status: 410,
      reason: 'Expired',
      message: expect.stringContaining("watch of /api/v1/pods at cluster 'c1'"),
    });
  });
});

describe('a watch that breaks', () => {
  it('in the middle of a line is unreachable, after the whole lines', async () => {
    answer = response => {
      response.write(`${line('a')}{"type":"ADDED","obj`, () =>
        response.destroy(),
      );
    };
    const names: unknown[] = [];
    const reading = (async () => {
      for await (const { object } of cluster.watch('/x')) {
        names.push(object);
      }
    })();

    expect(await errorOf(reading)).toMatchObject({ kind: 'unreachable' });
    expect(names).toEqual([{ metadata: { name: 'a' } }]);
  });

  it('in the middle of a line is unreachable although the answer ends well', async () => {
    answer = response => response.end(`${line('a')}{"type":"ADDED","obj`);

    expect(await errorOf(read())).toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('in the middle of an event'),
    });
  });

  it('is unreachable when nobody is there', async () => {
    await server.stop();

    expect(await errorOf(read())).toMatchObject({ kind: 'unreachable' });
  });

  it.each([
    ['no JSON', 'a-secret\n'],
    ['a list instead of events', '{"kind":"PodList","items":[]}\n'],
    ['a list without a newline', '{"kind":"PodList","items":[]}'],
    ['an unknown type', '{"type":"RENAMED","object":{}}\n'],
    ['no object', '{"type":"ADDED"}\n'],
    ['null', 'null\n'],
  ])('with %s is not the protocol', async (_, text) => {
    answer = response => response.end(text);
    const error = await errorOf(read());

    expect(error).toMatchObject({ kind: 'protocol', cause: undefined });
    expect(error.message).not.toContain('a-secret');
  });

  it('with a line that never ends is not the protocol', async () => {
    answer = response => {
      const piece = Buffer.alloc(1024 * 1024, 'x');
      const more = () => {
        if (!response.destroyed) {
          response.write(piece, more);
        }
      };
      more();
    };

    expect(await errorOf(read())).toMatchObject({
      kind: 'protocol',
      message: expect.stringContaining('a line has more than'),
    });
    await eventually(() => expect(server.open).toBe(0));
  });
});

describe('a watch that is silent', () => {
  it('times out before its headers', async () => {
    answer = () => {};

    expect(await errorOf(read({ deadlineMs: 50 }))).toMatchObject({
      kind: 'timeout',
      message: expect.stringContaining('no answer within 50 ms'),
    });
    await eventually(() => expect(server.open).toBe(0));
  });

  it('times out after its last event', async () => {
    answer = response => {
      response.write(line('a'));
    };

    expect(await errorOf(read({ silenceMs: 50 }))).toMatchObject({
      kind: 'timeout',
      message: expect.stringContaining('silent for 50 ms'),
    });
    await eventually(() => expect(server.open).toBe(0));
  });

  it('is not silent while its reader is slow', async () => {
    answer = response => response.end(line('a') + line('b'));
    const watch = begin({ silenceMs: 100 });
    await watch.next();
    const end = performance.now() + 150;
    await eventually(() => expect(performance.now()).toBeGreaterThan(end));

    expect(await watch.next()).toMatchObject({ done: false });
    expect(await watch.next()).toMatchObject({ done: true });
  });
});

describe('a watch that is ended', () => {
  it('by its caller is aborted', async () => {
    answer = response => {
      response.write(line('a'));
    };
    const abort = new AbortController();
    const watch = begin({ signal: abort.signal });
    await watch.next();
    const next = errorOf(watch.next());
    abort.abort();

    expect(await next).toMatchObject({ kind: 'aborted' });
    await eventually(() => expect(server.open).toBe(0));
  });

  it('by its caller gives no event more', async () => {
    answer = response => {
      response.write(line('a') + line('b'));
    };
    const abort = new AbortController();
    const watch = begin({ signal: abort.signal });
    await watch.next();
    abort.abort();

    expect(await errorOf(watch.next())).toMatchObject({ kind: 'aborted' });
  });

  it('before it begins asks for nothing', async () => {
    expect(await errorOf(read({ signal: AbortSignal.abort() }))).toMatchObject({
      kind: 'aborted',
    });
    expect(server.requests).toEqual([]);
  });

  it('by closing the cluster is aborted', async () => {
    answer = response => {
      response.write(line('a'));
    };
    const watch = begin();
    await watch.next();
    const next = errorOf(watch.next());
    await cluster.close();

    expect(await next).toMatchObject({ kind: 'aborted' });
    await eventually(() => expect(server.open).toBe(0));
  });
});
