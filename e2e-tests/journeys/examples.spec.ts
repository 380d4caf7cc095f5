import { pathOf, readExampleEntities } from '../support/exampleEntities';
import { SIGNED_IN } from '../support/signIn';
import { expect, test } from '../support/test';

test.use({ storageState: SIGNED_IN });

for (const entity of readExampleEntities()) {
  const { kind, metadata, spec } = entity;
  const profile = spec?.profile as { displayName?: string } | undefined;
  const title = metadata.title ?? profile?.displayName ?? metadata.name;

  test(`the page of the ${kind.toLowerCase()} ${metadata.name} opens`, async ({
    page,
  }) => {
    await page.goto(pathOf(entity));
    await expect(
      page.getByRole('heading', { name: title, exact: true }).first(),
    ).toBeVisible();

    if (kind === 'Component') {
      await page.getByRole('link', { name: 'Kubernetes' }).click();
      await page.getByText('No pods with errors').click();
      await expect(
        page.getByText(/^(Deployment|Stateful Set)$/).first(),
      ).toBeVisible();
    }
  });
}
