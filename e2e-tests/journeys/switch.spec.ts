import { expectAccessible } from '../support/axe';
import { KeyboardHand, MouseHand } from '../support/hands';
import { ServicePage } from '../support/ServicePage';
import { SIGNED_IN } from '../support/signIn';
import { expect, test } from '../support/test';

test.use({ storageState: SIGNED_IN });

/** Two people, so that every state is looked at in both themes. */
const PEOPLE = [
  {
    how: 'with the mouse',
    name: 'by-mouse',
    colorScheme: 'light',
    handOn: () => MouseHand.create(),
  },
  {
    how: 'with the keyboard alone',
    name: 'by-keyboard',
    colorScheme: 'dark',
    handOn: KeyboardHand.create,
  },
] as const;

for (const { how, name, colorScheme, handOn } of PEOPLE) {
  test.describe(how, () => {
    test.use({ colorScheme });

    test(`data survives from when the switch is on until it is off, ${how}`, async ({
      page,
      deployGuestbook,
    }) => {
      const hand = handOn(page);
      const service = ServicePage.of({ page, name, hand });
      const guestbook = await deployGuestbook(name);

      async function redeploy() {
        await service.confirm(await service.askToRedeploy(), 'Redeploy');
        await service.untilDone('redeployed');
        await service.dismiss();
      }

      await test.step('an entry is gone after a redeploy', async () => {
        await guestbook.write('in the container');
        await service.open();
        await expect(service.card).toContainText('Data is lost');
        const dialog = await service.askToRedeploy();
        await expect(dialog).toContainText('is lost');
        await expectAccessible(page);
        await service.confirm(dialog, 'Redeploy');
        await service.untilDone('redeployed');
        await expectAccessible(page);
        await service.dismiss();
        expect(await guestbook.entries()).toEqual([]);
      });

      await test.step('the data is kept from now on', async () => {
        const dialog = await service.askToKeep();
        await expect(
          dialog.getByRole('button', { name: 'Keep data' }),
        ).toBeEnabled();
        await expectAccessible(page);
        await service.confirm(dialog, 'Keep data');
        await service.untilDone('kept');
        await expect(service.card.locator(':focus')).toHaveCount(1);
        await expect(service.keepsData).toBeChecked();
        await expect(service.card).toContainText('Data survives redeploys');
        await expectAccessible(page);
        await service.dismiss();
      });

      await test.step('an entry is there after a redeploy', async () => {
        await guestbook.write('on the volume');
        await redeploy();
        expect(await guestbook.entries()).toEqual(['on the volume']);
      });

      await test.step('and after a release with another image and port', async () => {
        await guestbook.release({ image: 'localhost/guestbook:2', port: 9090 });
        expect(await guestbook.entries()).toEqual(['on the volume']);
      });

      await test.step('the volume goes to the shelf with it', async () => {
        const dialog = await service.askToStop();
        await expect(dialog).toContainText('goes to the shelf');
        await expectAccessible(page);
        await service.confirm(dialog, 'Stop keeping data');
        await service.untilDone('stopped');
        await expect(service.keepsData).not.toBeChecked();
        await expectAccessible(page);
        expect(await guestbook.entries()).toEqual([]);
        await service.openDetails();
        await expect(
          page.getByRole('region', { name: 'On the shelf' }),
        ).toContainText(`${name}-data`);
        await expectAccessible(page);
      });

      await test.step('and comes back with it', async () => {
        await hand.press(
          page.getByRole('button', { name: `Keep again: ${name}-data` }),
        );
        const dialog = service.dialog(`Keep the data of ${name}`);
        await expectAccessible(page);
        await service.confirm(dialog, 'Keep data');
        await service.open();
        await service.untilDone('kept');
        expect(await guestbook.entries()).toEqual(['on the volume']);
      });

      await test.step('which can be undone', async () => {
        const dialog = await service.askToUndo();
        await expectAccessible(page);
        await service.confirm(dialog, 'Undo');
        await expect(service.keepsData).not.toBeChecked();
        await expect(service.progress).toBeHidden();
        await expectAccessible(page);
        expect(await guestbook.entries()).toEqual([]);
      });
    });
  });
}
