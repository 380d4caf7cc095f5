import type { Locator, Page } from '@playwright/test';

/** The path of a component's page. */
export function componentPath(name: string): string {
  return `/catalog/default/component/${name}`;
}

/** The path of the tab that says where a component's data lives. */
export function tabPath(name: string): string {
  return `${componentPath(name)}/persistence`;
}

/** Goes from a component's overview to that tab, as a person does. */
export async function openTab(page: Page): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Content navigation' })
    .getByRole('link', { name: 'Persistence' })
    .click();
}

/** The card on a component's overview. */
export function cardOf(page: Page): Locator {
  return page.getByRole('article').filter({
    has: page.getByRole('heading', { name: 'Persistence', exact: true }),
  });
}

/** What the tab shows of one workload. */
export function sectionOf(page: Page, workload: string): Locator {
  return page.getByRole('article').filter({
    has: page.getByRole('heading', { name: workload, exact: true }),
  });
}

/** Waits until the page hears of changes at once. Call it before the page is opened; await what it returns afterwards. */
export async function untilLive(page: Page, name: string): Promise<void> {
  await new Promise<void>(resolve => {
    page.on('websocket', socket =>
      socket.on('framesent', ({ payload }) => {
        if (String(payload).includes(`persistence:component:default/${name}`)) {
          resolve();
        }
      }),
    );
  });
}
