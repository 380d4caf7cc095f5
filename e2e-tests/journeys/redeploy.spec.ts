import { Cluster } from '../support/Cluster';
import { KUBECONFIG } from '../support/environment';
import { signIn } from '../support/signIn';
import { expect, test } from '../support/test';

const GUESTBOOK = { namespace: 'demo', name: 'guestbook' };

test('what a visitor writes into the guestbook is gone after a redeploy', async ({
  page,
}) => {
  const entry = `Greetings from a journey, ${new Date().toISOString()}`;

  await signIn(page);
  await page.getByRole('link', { name: 'Guestbook', exact: true }).click();
  await expect(
    page.getByRole('heading', { name: 'Guestbook', exact: true }),
  ).toBeVisible();

  const opening = page.waitForEvent('popup');
  await page.getByRole('link', { name: /^Open the guestbook/ }).click();
  const guestbook = await opening;
  await guestbook.getByLabel('Write something').fill(entry);
  await guestbook.getByRole('button', { name: 'Add entry' }).click();
  await expect(guestbook.getByText(entry)).toBeVisible();
  await guestbook.reload();
  await expect(guestbook.getByText(entry)).toBeVisible();

  await Cluster.fromFile(KUBECONFIG).restart(GUESTBOOK);

  await expect(async () => {
    await guestbook.goto(guestbook.url());
    await expect(guestbook.getByLabel('Write something')).toBeVisible();
    await expect(guestbook.getByText(entry)).toBeHidden();
  }).toPass();
});
