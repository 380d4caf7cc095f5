import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { SCREENSHOTS } from '../support/environment';
import { SIGNED_IN } from '../support/signIn';
import { expect, test } from '../support/test';

test.use({ storageState: SIGNED_IN });

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

const PAGES = [
  { name: 'catalog', path: '/', landmark: 'Guestbook' },
  {
    name: 'entity',
    path: '/catalog/default/component/guestbook',
    landmark: /^Open the guestbook/,
  },
];

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    for (const { name, path, landmark } of PAGES) {
      test(`axe finds nothing on the ${name} page`, async ({ page }) => {
        await page.goto(path);
        await expect(page.getByRole('link', { name: landmark })).toBeVisible();
        await expect(page.getByRole('progressbar')).toHaveCount(0);
        await page.screenshot({
          path: join(SCREENSHOTS, `${name}-${colorScheme}.png`),
        });

        const { violations } = await new AxeBuilder({ page })
          .withTags(TAGS)
          .analyze();

        expect(
          violations.map(({ id, help, nodes }) => ({
            id,
            help,
            elements: nodes.map(({ html }) => html),
          })),
        ).toEqual([]);
      });
    }
  });
}
