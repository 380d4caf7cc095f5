import type { Locator, Page, Route } from '@playwright/test';
import {
  createDevStates,
  type DevAnswer,
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

/** The pages show times; in pictures it is noon. */
const NOW = new Date('2026-01-15T12:00:00Z');
const ANSWERS = '**/api/persistence/entities/**';

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
  { answers }: DevState,
  place: Locator,
  action: () => Promise<unknown>,
): Promise<void> {
  const given = { count: 0 };
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.route(ANSWERS, route => {
    const answer = answers[Math.min(given.count, answers.length - 1)];
    given.count += 1;
    return give(route, answer);
  });
  await action();
  const busy = place.locator('[aria-busy="true"]');
  if (answers[0].kind === 'pending') {
    await expect(busy.first()).toBeVisible();
    return;
  }
  await expect.poll(() => given.count).toBeGreaterThan(0);
  for (let wanted = 2; wanted <= answers.length; wanted += 1) {
    await expect(place).toBeVisible();
    await expect(busy).toHaveCount(0);
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await expect.poll(() => given.count).toBeGreaterThanOrEqual(wanted);
  }
  await expect(place).toBeVisible();
  await expect(busy).toHaveCount(0);
  await expect(page.getByRole('progressbar')).toHaveCount(0);
}

async function give(route: Route, answer: DevAnswer): Promise<void> {
  switch (answer.kind) {
    case 'answer':
      return route.fulfill({ json: answer.body });
    case 'error':
      return route.fulfill({
        status: answer.status,
        json: {
          error: { name: answer.name, message: answer.message },
          response: { statusCode: answer.status },
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
