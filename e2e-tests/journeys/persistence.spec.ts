import { expectAccessible } from '../support/axe';
import { EXAMPLES } from '../support/examples';
import { cardOf, componentPath } from '../support/persistence';
import { SIGNED_IN } from '../support/signIn';
import { expect, test } from '../support/test';

test.use({ storageState: SIGNED_IN });

for (const example of EXAMPLES) {
  const { name, headline, word = headline, sentences } = example;
  const { places = [], findings = [] } = example;

  test(`the page of ${name} says: ${headline}`, async ({ page }) => {
    await page.goto(componentPath(name));
    const card = cardOf(page);
    for (const text of [word, ...sentences, ...places]) {
      await expect(card).toContainText(text);
    }

    await test.step('axe finds nothing on the overview', () =>
      inBothThemes(() => expectAccessible(page)));

    await page
      .getByRole('navigation', { name: 'Content navigation' })
      .getByRole('link', { name: 'Persistence' })
      .click();
    const main = page.getByRole('main');
    await expect(
      main.getByRole('heading', { name, exact: true }).first(),
    ).toBeVisible();
    await expect(main).toContainText(headline);
    for (const text of [...sentences, ...findings]) {
      await expect(main).toContainText(text);
    }

    await test.step('axe finds nothing on the tab', () =>
      inBothThemes(() => expectAccessible(page)));

    async function inBothThemes(check: () => Promise<void>) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await check();
      }
    }
  });
}
