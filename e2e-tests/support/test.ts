import { test as base, expect } from '@playwright/test';
import { Cluster } from './Cluster';
import { KUBECONFIG } from './environment';
import { Guestbook } from './Guestbook';

const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost'];

function leavesLoopback(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return /^(http|ws)s?:$/.test(protocol) && !LOOPBACK.includes(hostname);
}

/** Where there was no good answer, when that is what a browser writes to its console. */
function addressOf({
  text,
  url,
}: {
  text: string;
  url: string;
}): string | undefined {
  if (text.startsWith('Failed to load resource')) {
    return url;
  }
  return /^WebSocket connection to '([^']+)' failed/.exec(text)?.[1];
}

/** What the tests of this project have beside Playwright's own. */
interface Fixtures {
  /** Tells that answers with an error are expected from addresses like this one: browsers write those to the console. */
  tolerate: (address: RegExp) => void;
  /** The addresses that were told. */
  tolerated: RegExp[];
  /** The cluster that the portal shows. */
  cluster: Cluster;
  /** Deploys a guestbook of the test's own, which is gone afterwards. Its name is that of a component in e2e-tests/catalog. */
  deployGuestbook: (name: string) => Promise<Guestbook>;
}

/**
 * A test whose `context` fails it afterwards when a page threw an error, wrote one to its console, or asked for anything beyond
 * this machine. Pages that the test opens from others count as well.
 */
export const test = base.extend<Fixtures>({
  // Made for each test: a value would be the same list for all tests of a worker.
  tolerated: async ({}, use) => {
    await use([]);
  },
  tolerate: async ({ tolerated }, use) => {
    await use(address => tolerated.push(address));
  },
  context: async ({ context, tolerated }, use) => {
    const problems: string[] = [];
    context.on('weberror', webError => {
      problems.push(`A page threw: ${webError.error().stack}`);
    });
    context.on('console', message => {
      const text = message.text();
      const { url } = message.location();
      const address = addressOf({ text, url });
      const isTolerated =
        address !== undefined && tolerated.some(each => each.test(address));
      if (message.type() === 'error' && !isTolerated) {
        problems.push(`A console says: ${text} (${url})`);
      }
    });
    context.on('request', request => {
      if (leavesLoopback(request.url())) {
        problems.push(`A request left this machine: ${request.url()}`);
      }
    });

    await use(context);

    expect(problems).toEqual([]);
  },
  cluster: async ({}, use) => {
    await use(Cluster.fromFile(KUBECONFIG));
  },
  deployGuestbook: async ({ cluster }, use) => {
    const guestbooks: Guestbook[] = [];

    await use(async name => {
      const guestbook = await Guestbook.deploy({ cluster, name });
      guestbooks.push(guestbook);
      return guestbook;
    });

    await Promise.all(guestbooks.map(guestbook => guestbook.remove()));
  },
});

export { expect };
