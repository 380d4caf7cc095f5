import { test as base, expect } from '@playwright/test';

const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost'];

function leavesLoopback(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return /^(http|ws)s?:$/.test(protocol) && !LOOPBACK.includes(hostname);
}

/**
 * A test whose `context` fails it afterwards when a page threw an error, wrote one to its console, or asked for anything beyond
 * this machine. Pages that the test opens from others count as well.
 */
export const test = base.extend({
  context: async ({ context }, use) => {
    const problems: string[] = [];
    context.on('weberror', webError => {
      problems.push(`A page threw: ${webError.error().stack}`);
    });
    context.on('console', message => {
      if (message.type() === 'error') {
        const { url } = message.location();
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
