import { KUBECONFIG } from '../support/environment';
import { MouseHand } from '../support/hands';
import { OwnPortal } from '../support/OwnPortal';
import { ServicePage } from '../support/ServicePage';
import { signedIn } from '../support/signIn';
import { expect, test as base } from '../support/test';

/** What ends and what is silent here is a portal of these journeys' own, and what is between it and the cluster. */
const test = base.extend<object, { portal: OwnPortal }>({
  portal: [
    async ({}, use) => {
      const portal = await OwnPortal.start({ kubeconfig: KUBECONFIG });
      await use(portal);
      await portal.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  baseURL: async ({ portal }, use) => {
    await use(portal.url);
  },
  storageState: async ({ portal }, use) => {
    await use(signedIn(portal.url));
  },
});

const hand = MouseHand.create();

test('what a portal that was killed had begun goes on when it runs again', async ({
  page,
  portal,
  cluster,
  deployGuestbook,
  tolerate,
}) => {
  const name = 'killed-portal';
  tolerate(new RegExp(new URL(portal.url).host));
  const guestbook = await deployGuestbook(name);
  await guestbook.hold();
  const service = ServicePage.of({ page, name, hand });
  await service.open();
  await service.confirm(await service.askToKeep(), 'Keep data');
  await expect(service.steps.last()).toContainText('Under way');

  await portal.kill();
  await expect(service.progress).toContainText('The portal cannot tell');
  await portal.restart();
  await expect(service.progress).not.toContainText('The portal cannot tell');
  await expect(service.steps.last()).toContainText('Under way');
  await guestbook.letGo();

  await service.untilDone('kept');
  await expect(service.keepsData).toBeChecked();
  expect(await cluster.claims(name)).toHaveLength(1);
});

test('a cluster that does not answer is waited for', async ({
  page,
  portal,
  deployGuestbook,
  tolerate,
}) => {
  const name = 'silent-cluster';
  tolerate(/\/api\/persistence\//);
  await deployGuestbook(name);
  const service = ServicePage.of({ page, name, hand });
  await service.open();
  const dialog = await service.askToKeep();
  const keep = dialog.getByRole('button', { name: 'Keep data' });
  await expect(keep).toBeEnabled();

  await test.step('nothing is begun, and the dialog says why', async () => {
    await portal.way.stop();
    await keep.click();
    await expect(dialog.getByRole('alert')).toContainText('does not answer');
  });

  await test.step('what was begun waits', async () => {
    const heal = portal.way.fail(
      /\/persistentvolumeclaims$/,
      { kind: 'broken' },
      { method: 'POST', dryRun: false },
    );
    await portal.way.start();
    await service.confirm(dialog, 'Keep data');
    await expect(service.progress).toContainText(
      'The cluster does not answer. It goes on by itself as soon as it does.',
    );
    await portal.way.stop();
    heal();
    await expect(service.keepsData).toBeDisabled();
  });

  await test.step('and goes on by itself', async () => {
    await portal.way.start();
    await service.untilDone('kept');
    await expect(service.keepsData).toBeChecked();
  });
});
