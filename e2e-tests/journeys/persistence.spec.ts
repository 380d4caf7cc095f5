import { expectAccessible } from '../support/axe';
import { EXAMPLES } from '../support/examples';
import { cardOf, componentPath, openTab } from '../support/persistence';
import { SIGNED_IN } from '../support/signIn';
import { expect, test } from '../support/test';
import { setTheme } from '../support/theme';

test.use({ storageState: SIGNED_IN });

const THEMES = ['light', 'dark'] as const;

for (const example of EXAMPLES) {
  const { name, headline, word = headline, sentences } = example;
  const { places = [], findings = [] } = example;

  test(`the page of ${name} says: ${headline}`, async ({ page }) => {
    const card = cardOf(page);
    const tab = page.getByRole('main');

    await page.goto(componentPath(name));
    for (const theme of THEMES) {
      await setTheme(page, theme);
      for (const text of [word, ...sentences, ...places]) {
        await expect(card).toContainText(text);
      }
      await expect(page.getByRole('progressbar')).toHaveCount(0);
      await expectAccessible(page);
    }

    await openTab(page);
    for (const theme of THEMES) {
      await setTheme(page, theme);
      await expect(
        tab.getByRole('heading', { name, exact: true }).first(),
      ).toBeVisible();
      for (const text of [headline, ...sentences, ...findings]) {
        await expect(tab).toContainText(text);
      }
      await expect(page.getByRole('progressbar')).toHaveCount(0);
      await expectAccessible(page);
    }
  });
}
