import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StatusError } from '../../model/StatusError';
import { WatchStream } from './WatchStream';

const TIMEOUT_MS = 50;

describe('WatchStream', () => {
  let stream: WatchStream;
  const server = createServer((_, response) => {
    stream = WatchStream.open(response, { timeoutMs: TIMEOUT_MS });
  });
  let reply: IncomingMessage;

  beforeEach(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    reply = await new Promise<IncomingMessage>((resolve, reject) => {
      get({ host: '127.0.0.1', port, agent: false }, resolve).on(
        'error',
        reject,
      );
    });
  });

  afterEach(async () => {
    reply.destroy();
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  const read = async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of reply) {
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString();
  };

  it('sends nothing more once its time is up, though its client has not read everything yet', async () => {
    const much = 'x'.repeat(8 * 1024 * 1024);
    stream.send('ADDED', { much });
    await new Promise(resolve => {
      setTimeout(resolve, 2 * TIMEOUT_MS);
    });
    // A write after the end would be an error that nobody handles, and the end of the whole cluster
    stream.send('MODIFIED', { late: true });

    const lines = (await read()).trimEnd().split('\n');
    expect(lines.map(line => JSON.parse(line).type)).toEqual(['ADDED']);
  });

  it('sends nothing more after a failure', async () => {
    stream.fail(new StatusError('Expired', 'too old'));
    stream.send('MODIFIED', { late: true });

    const lines = (await read()).trimEnd().split('\n');
    expect(lines.map(line => JSON.parse(line).type)).toEqual(['ERROR']);
  });
});
