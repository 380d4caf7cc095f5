import { expectAccessible } from '../support/axe';
import { MouseHand } from '../support/hands';
import { cardOf, componentPath } from '../support/persistence';
import { savePicture } from '../support/savePicture';
import { ServicePage } from '../support/ServicePage';
import { SIGNED_IN } from '../support/signIn';
import { expect, test } from '../support/test';

/** Whole pages, as newcomers see them. */
test.use({ storageState: SIGNED_IN });

/** The first picture of a README. */
const PAGES = [
  { name: 'guestbook', picture: 'service-page', says: 'Data is lost' },
  { name: 'orders', picture: 'orders-page', says: 'Data survives' },
];

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('axe finds nothing on the catalog page', async ({ page }) => {
      await page.goto('/');
      await expect(
        page.getByRole('link', { name: 'Guestbook', exact: true }),
      ).toBeVisible();
      await expect(page.getByRole('progressbar')).toHaveCount(0);

      await expectAccessible(page);
    });

    for (const { name, picture, says } of PAGES) {
      test(`axe finds nothing on the page of ${name}`, async ({ page }) => {
        await page.goto(componentPath(name));
        await expect(cardOf(page)).toContainText(says);
        await expect(
          page.getByRole('link', { name: /^Open the/ }),
        ).toBeVisible();
        await expect(page.getByRole('progressbar')).toHaveCount(0);
        await savePicture(`${picture}-${colorScheme}`, () =>
          page.screenshot({ animations: 'disabled' }),
        );

        await expectAccessible(page);
      });
    }

    test('axe finds nothing on what is asked before data is kept', async ({
      page,
    }) => {
      const service = ServicePage.of({
        page,
        name: 'guestbook',
        hand: MouseHand.create(),
      });
      await service.open();
      const dialog = await service.askToKeep();
      await expect(
        dialog.getByRole('button', { name: 'Keep data' }),
      ).toBeEnabled();
      await savePicture(`keep-data-${colorScheme}`, () =>
        page.screenshot({ animations: 'disabled' }),
      );
      await dialog
        .getByRole('button', { name: 'Show the exact Kubernetes changes' })
        .click();
      await dialog.getByRole('button', { name: 'More choices' }).click();

      await expectAccessible(page);
    });
  });
}
