import { expectVisibleFocus, tabTo } from '../support/keyboard';
import { cardOf, componentPath, tabPath } from '../support/persistence';
import { SIGNED_IN } from '../support/signIn';
import { expect, test } from '../support/test';

test.use({ storageState: SIGNED_IN });

/** More than any dialog has. */
const STOPS_OF_A_DIALOG = 15;

test('the card leads to the tab with the keyboard alone', async ({ page }) => {
  await page.goto(componentPath('orders'));
  await expect(cardOf(page)).toContainText('Data survives redeploys');

  await tabTo(page, cardOf(page).getByRole('link', { name: 'Details' }));
  await expectVisibleFocus(page);
  await page.keyboard.press('Enter');

  await expect(page).toHaveURL(/\/orders\/persistence$/);
  await expect(
    page.getByRole('heading', { name: 'Where the data lives' }),
  ).toBeVisible();
});

test('the keyboard goes through the card and out of it, in both directions', async ({
  page,
}) => {
  await page.goto(componentPath('orders'));
  const details = cardOf(page).getByRole('link', { name: 'Details' });
  const before = page
    .getByRole('navigation', { name: 'Content navigation' })
    .getByRole('link', { name: 'Kubernetes' });

  await tabTo(page, details);
  await tabTo(page, page.getByRole('link', { name: /^Open the orders/ }));
  await expectVisibleFocus(page);
  await tabTo(page, details, 'Shift+Tab');
  await tabTo(page, before, 'Shift+Tab');
});

test('a table that is wider than the page is reached and scrolled with the keyboard alone', async ({
  page,
}) => {
  await page.setViewportSize({ width: 480, height: 900 });
  await page.goto(tabPath('orders'));
  const table = page.getByRole('region', { name: 'Volumes' });
  await expect(table).toBeVisible();
  expect(
    await table.evaluate(
      ({ scrollWidth, clientWidth }) => scrollWidth - clientWidth,
    ),
  ).toBeGreaterThan(0);

  await tabTo(page, table);
  await expectVisibleFocus(page);
  await page.keyboard.press('ArrowRight');
  await expect
    .poll(() => table.evaluate(element => element.scrollLeft))
    .toBeGreaterThan(0);
});

test('what cannot be loaded is asked for again with the keyboard alone', async ({
  page,
  tolerate,
}) => {
  tolerate(/api\/persistence/);
  await page.route('**/api/persistence/entities/**', route =>
    route.fulfill({ status: 503, json: { error: { name: 'Error' } } }),
  );
  await page.goto(componentPath('orders'));
  const retry = cardOf(page).getByRole('button', { name: 'Try again' });
  await tabTo(page, retry);
  await expectVisibleFocus(page);

  await page.unroute('**/api/persistence/entities/**');
  await page.keyboard.press('Enter');

  await expect(cardOf(page)).toContainText('Data survives redeploys');
  await expect(retry).toBeHidden();
});

test('a dialog keeps the focus, and gives it back when it is left with Escape', async ({
  page,
}) => {
  await page.goto(componentPath('guestbook'));
  const keepsData = cardOf(page).getByRole('switch');
  await tabTo(page, keepsData);
  await page.keyboard.press('Space');
  const dialog = page.getByRole('dialog', {
    name: 'Keep the data of guestbook',
  });
  await expect(
    dialog.getByRole('radio', { name: 'Start empty' }),
  ).toBeEnabled();

  await tabTo(page, dialog.getByRole('button', { name: 'Cancel' }));
  for (const key of ['Tab', 'Shift+Tab'] as const) {
    for (let stop = 0; stop < STOPS_OF_A_DIALOG; stop += 1) {
      await page.keyboard.press(key);
      await expect(page.locator('main :focus')).toHaveCount(0);
    }
  }
  await tabTo(page, dialog.getByRole('combobox', { name: 'Folder' }));

  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(keepsData).toBeFocused();
  await expect(keepsData).not.toBeChecked();
});
