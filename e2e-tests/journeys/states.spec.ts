import { join } from 'node:path';
import type { Locator, Page, Route } from '@playwright/test';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- data of the plugin's development page: it is not published
import {
  createDevStates,
  type DevAnswer,
  type DevState,
} from '../../plugins/persistence/dev/states';
import { expectAccessible } from '../support/axe';
import { SCREENSHOTS } from '../support/environment';
import { cardOf, componentPath } from '../support/persistence';
import { SIGNED_IN } from '../support/signIn';
import { expect, test } from '../support/test';

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

    await answerWith(page, state);
    await page.goto(componentPath('orders'));
    await untilShown(page, state, cardOf(page));
    await inBothThemes(page, async theme => {
      await expectAccessible(page, { within: 'main article' });
      await cardOf(page).screenshot({
        path: pictureOf(state, 'card', theme),
        animations: 'disabled',
      });
    });

    await answerWith(page, state);
    await page
      .getByRole('navigation', { name: 'Content navigation' })
      .getByRole('link', { name: 'Persistence' })
      .click();
    const content = page.getByRole('main');
    await untilShown(page, state, content);
    await inBothThemes(page, async theme => {
      await expectAccessible(page, { within: 'main' });
      await takeTab(page, pictureOf(state, 'tab', theme));
    });
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });
}

function pictureOf({ id }: DevState, what: string, theme: string): string {
  return join(SCREENSHOTS, 'states', `${id}-${what}-${theme}.png`);
}

/** Answers each request with the next answer of the state; the last one stays. */
async function answerWith(page: Page, { answers }: DevState): Promise<void> {
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  let next = 0;
  await page.route(ANSWERS, route => {
    const answer = answers[Math.min(next, answers.length - 1)];
    next += 1;
    return give(route, answer);
  });
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

/** Waits until the last answer of the state is shown. */
async function untilShown(
  page: Page,
  { answers }: DevState,
  place: Locator,
): Promise<void> {
  const busy = place.locator('[aria-busy="true"]');
  if (answers[0].kind === 'pending') {
    await expect(busy).toBeVisible();
    return;
  }
  await expect(place).toBeVisible();
  await expect(place.getByText('Finding out where the data lives')).toHaveCount(
    0,
  );
  for (let index = 1; index < answers.length; index += 1) {
    const asked = page.waitForRequest(ANSWERS);
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await asked;
  }
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

async function inBothThemes(
  page: Page,
  look: (theme: 'dark' | 'light') => Promise<void>,
): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await look(theme);
  }
}

/** The part of the page below the tabs. */
async function takeTab(page: Page, path: string): Promise<void> {
  const main = await page.getByRole('main').boundingBox();
  const tabs = await page
    .getByRole('navigation', { name: 'Content navigation' })
    .boundingBox();
  if (!main || !tabs) {
    throw new Error('The page has no tabs');
  }
  const y = tabs.y + tabs.height;
  await page.screenshot({
    path,
    fullPage: true,
    animations: 'disabled',
    clip: { x: main.x, y, width: main.width, height: main.y + main.height - y },
  });
}
