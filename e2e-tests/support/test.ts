import { test as base, expect } from '@playwright/test';

const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost'];

function leavesLoopback(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return /^(http|ws)s?:$/.test(protocol) && !LOOPBACK.includes(hostname);
}

/** What the tests of this project have beside Playwright's own. */
interface Fixtures {
  /** Tells that answers with an error are expected from addresses like this one: browsers write those to the console. */
  tolerate: (address: RegExp) => void;
  /** The addresses that were told. */
  tolerated: RegExp[];
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
      const { url } = message.location();
      const isTolerated =
        message.text().startsWith('Failed to load resource') &&
        tolerated.some(address => address.test(url));
      if (message.type() === 'error' && !isTolerated) {
        problems.push(`A console says: ${message.text()} (${url})`);
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
});

export { expect };
