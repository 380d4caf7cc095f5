import type { Locator, Page, Route } from '@playwright/test';
import {
  createDevStates,
  DevBackend,
  type DevResponse,
  type DevState,
} from '../../plugins/persistence/dev/states';
import { expectAccessible } from '../support/axe';
import { cardOf, componentPath, openTab } from '../support/persistence';
import { savePicture } from '../support/savePicture';
import { SIGNED_IN } from '../support/signIn';
import { expect, test } from '../support/test';
import { setTheme, type Theme } from '../support/theme';

/** Every state that a person can meet, in the real portal: only the answers of our own backend are set. */
test.use({
  storageState: SIGNED_IN,
  viewport: { width: 1280, height: 900 },
});

/** The pages show times; in pictures it is noon. Time goes on: pages that are put together with React wait for that. */
const NOW = new Date('2026-01-15T12:00:00Z');
const ANSWERS = '**/api/persistence/**';
/** Nothing but what is being fetched: switches are busy, too, while something is being done. */
const FETCHING = '[aria-busy="true"]:not([role="switch"])';

for (const state of createDevStates(NOW)) {
  test(`the state "${state.title}" looks right and is accessible`, async ({
    page,
    tolerate,
  }) => {
    tolerate(/\/api\/persistence\//);
    await page.clock.install({ time: NOW });
    const card = cardOf(page);
    const tab = page.getByRole('main');

    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await show(page, state, card, () => page.goto(componentPath('orders')));
    await lookAtCard('light');
    await show(page, state, card, () => setTheme(page, 'dark'));
    await lookAtCard('dark');
    await show(page, state, tab, () => openTab(page));
    await lookAtTab('dark');
    await show(page, state, tab, () => setTheme(page, 'light'));
    await lookAtTab('light');
    await page.unrouteAll({ behavior: 'ignoreErrors' });

    async function lookAtCard(theme: Theme) {
      await expectAccessible(page, { within: 'main article' });
      await savePicture(`states/${state.id}-card-${theme}`, () =>
        card.screenshot({ animations: 'disabled' }),
      );
    }

    async function lookAtTab(theme: Theme) {
      await expectAccessible(page, { within: 'main' });
      await savePicture(`states/${state.id}-tab-${theme}`, () => takeTab(page));
    }
  });
}

/** Does what makes the page ask anew, and waits until the last answer of the state is shown. */
async function show(
  page: Page,
  state: DevState,
  place: Locator,
  action: () => Promise<unknown>,
): Promise<void> {
  const backend = DevBackend.create(state);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.route(ANSWERS, route =>
    give(
      route,
      backend.respond({
        method: route.request().method(),
        url: route.request().url(),
      }),
    ),
  );
  await action();
  const busy = place.locator(FETCHING);
  if (state.answers[0].kind === 'pending') {
    await expect(busy.first()).toBeVisible();
    return;
  }
  await expect.poll(() => backend.answered).toBeGreaterThan(0);
  for (let wanted = 2; wanted <= state.answers.length; wanted += 1) {
    await expect(place).toBeVisible();
    await expect(busy).toHaveCount(0);
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await expect.poll(() => backend.answered).toBeGreaterThanOrEqual(wanted);
  }
  await expect(place).toBeVisible();
  await expect(busy).toHaveCount(0);
  if (state.looks?.[0].kind === 'broken') {
    await expect(place).toContainText('cannot tell at the moment');
  }
  await expect(page.getByRole('progressbar')).toHaveCount(0);
}

async function give(route: Route, response: DevResponse): Promise<void> {
  switch (response.kind) {
    case 'answer':
      return route.fulfill({
        status: response.status ?? 200,
        json: response.body,
      });
    case 'error':
      return route.fulfill({
        status: response.status,
        json: {
          error: { name: response.name, message: response.message },
          response: { statusCode: response.status },
        },
      });
    case 'broken':
      return route.abort('connectionreset');
    default:
      return undefined; // no answer comes
  }
}

/** The line below the tab that is open hangs out of the tabs. */
const TABS_LINE = 4;

/** The part of the page below the tabs. */
async function takeTab(page: Page): Promise<Buffer> {
  const main = await page.getByRole('main').boundingBox();
  const tabs = await page
    .getByRole('navigation', { name: 'Content navigation' })
    .boundingBox();
  if (!main || !tabs) {
    throw new Error('The page has no tabs');
  }
  const y = tabs.y + tabs.height + TABS_LINE;
  return page.screenshot({
    fullPage: true,
    animations: 'disabled',
    clip: { x: main.x, y, width: main.width, height: main.y + main.height - y },
  });
}
