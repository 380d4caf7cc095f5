import { randomUUID } from 'node:crypto';
import { expectAccessible } from '../support/axe';
import { MouseHand } from '../support/hands';
import { PortalApi } from '../support/PortalApi';
import { ServicePage } from '../support/ServicePage';
import { SIGNED_IN } from '../support/signIn';
import { expect, test } from '../support/test';
import { setTheme } from '../support/theme';

test.use({ storageState: SIGNED_IN });

const hand = MouseHand.create();
const THEMES = ['light', 'dark'] as const;

test('what was begun goes on while its page is closed, and is shown when it is opened again', async ({
  context,
  deployGuestbook,
}) => {
  const name = 'closed-page';
  const guestbook = await deployGuestbook(name);
  await guestbook.hold();

  const closed = ServicePage.of({ page: await context.newPage(), name, hand });
  await closed.open();
  await closed.confirm(await closed.askToKeep(), 'Keep data');
  await expect(closed.progress).toBeVisible();
  await closed.page.close();

  const page = await context.newPage();
  const service = ServicePage.of({ page, name, hand });
  await service.open();
  for (const theme of THEMES) {
    await setTheme(page, theme);
    await expect(service.steps).toHaveText([/Done/, /Done/, /Under way/]);
    await expect(service.keepsData).toBeDisabled();
    await expect(service.card).toContainText('Turning on…');
    await expectAccessible(page);
  }

  await service.openDetails();
  await expect(service.progress).toBeVisible();
  for (const theme of THEMES) {
    await setTheme(page, theme);
    await expect(service.history).toContainText('Under way');
    await expectAccessible(page);
  }

  await guestbook.letGo();
  await expect(service.progress).toBeHidden();
  await expect(service.history).toContainText('Done');
  for (const theme of THEMES) {
    await setTheme(page, theme);
    await expect(service.history).toContainText('Done');
    await expectAccessible(page);
  }
});

test('two tabs show the same, and begin one operation only', async ({
  context,
  request,
  deployGuestbook,
  tolerate,
}) => {
  const name = 'two-tabs';
  tolerate(/\/operations$/);
  const guestbook = await deployGuestbook(name);
  await guestbook.hold();
  const [first, second] = [
    ServicePage.of({ page: await context.newPage(), name, hand }),
    ServicePage.of({ page: await context.newPage(), name, hand }),
  ];
  await first.open();
  await second.open();

  const [asked, askedToo] = [await first.askToKeep(), await second.askToKeep()];
  await first.confirm(asked, 'Keep data');
  await expect(first.progress).toBeVisible();
  await askedToo.getByRole('button', { name: 'Keep data' }).click();
  await expect(askedToo.getByRole('alert')).toContainText('Nothing');
  await second.page.keyboard.press('Escape');
  await expect(askedToo).toBeHidden();
  await expect(second.progress).toBeVisible();
  await expect(second.keepsData).toBeDisabled();

  await guestbook.letGo();
  for (const service of [first, second]) {
    await expect(service.progress).toBeHidden();
    await expect(service.keepsData).toBeChecked();
  }
  const api = await PortalApi.open(request);
  const history = await api.send(
    `/entities/component/default/${name}/operations`,
  );
  expect((await history.json()).items).toHaveLength(1);
});

test('a person who may not change a service is told so, and the portal keeps to it', async ({
  page,
  request,
  deployGuestbook,
}) => {
  const name = 'not-ours';
  await deployGuestbook(name);
  const service = ServicePage.of({ page, name, hand });
  await service.open();
  for (const theme of THEMES) {
    await setTheme(page, theme);
    await expect(service.keepsData).toBeDisabled();
    await expect(service.keepsData).toHaveAccessibleDescription(
      /You may not do this/,
    );
    await expect(service.redeploys).toBeDisabled();
    await expectAccessible(page);
  }

  const api = await PortalApi.open(request);
  const entity = `/entities/component/default/${name}`;
  const { workloads } = await (await api.send(entity)).json();
  const target = { workload: workloads[0].workload };
  for (const intent of [
    { kind: 'attach', path: '/data', existingFiles: 'start-empty' },
    { kind: 'detach' },
    { kind: 'redeploy' },
  ]) {
    const plan = await api.send(`${entity}/plans`, { target, intent });
    expect(plan.status()).toBe(403);
    const operation = await api.send(`${entity}/operations`, {
      planId: randomUUID(),
      fingerprint: 'guessed',
      target,
      intent,
    });
    expect(operation.status()).toBe(403);
  }
});
