import { screen, waitFor, within } from '@testing-library/react';
import {
  confirm,
  folder,
  intentsOf,
  size,
  START_EMPTY,
  startEmpty,
  untilPlanned,
} from '../../__testUtils__/keepDataDialog';
import { useMockServer } from '../../__testUtils__/mockServer';
import { openDialog } from '../../__testUtils__/renderDialog';

describe('The fields of KeepDataDialog', () => {
  const server = useMockServer();

  const open = (id: string) => openDialog(server, id);

  it('offers folders and takes any other', async () => {
    const { posted, user } = await open('keep');
    await untilPlanned();

    await user.click(folder());
    const suggestions = screen.getByRole('listbox', { name: 'Folder' });
    expect(
      within(suggestions)
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual([
      '/dataThe entity names it in its annotation backstage-persistence/path.',
      '/var/lib/ordersIt is temporary space, which is lost with the pod. 12 MB are there.',
    ]);
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');

    expect(folder()).toHaveValue('/var/lib/orders');
    expect(screen.queryByRole('listbox')).not.toBeInTheDocument();
    await waitFor(() =>
      expect(intentsOf(posted('plans')).at(-1)).toEqual({
        ...START_EMPTY,
        path: '/var/lib/orders',
      }),
    );
  });

  it('closes suggestions with Escape, then the dialog', async () => {
    const { onClose, user } = await open('keep');
    await untilPlanned();
    await user.click(folder());

    await user.keyboard('{Escape}');
    expect(screen.queryByRole('listbox')).not.toBeInTheDocument();
    expect(onClose).not.toHaveBeenCalled();

    await user.keyboard('{Escape}');
    expect(onClose).toHaveBeenCalledTimes(1);
  });

  it('says at the field what is wrong with it', async () => {
    const { user } = await open('keep');
    await untilPlanned();

    await user.clear(folder());
    await user.type(folder(), 'data');

    await waitFor(() => expect(folder()).toBeInvalid());
    expect(folder()).toHaveAccessibleDescription(
      /^data is no folder that could be kept/,
    );
    expect(confirm()).toHaveAccessibleDescription(
      'Correct what is marked above.',
    );
    expect(
      screen.queryByRole('list', { name: 'In the way' }),
    ).not.toBeInTheDocument();
  });

  it('asks nothing without a folder', async () => {
    const { posted, user } = await open('keep');
    await untilPlanned();
    const before = posted('plans').length;

    await user.clear(folder());

    expect(folder()).toHaveAccessibleDescription('Name the folder to keep.');
    expect(confirm()).toHaveAttribute('aria-disabled', 'true');
    expect(posted('plans')).toHaveLength(before);
  });

  it('opens what is hidden when something in it is wrong', async () => {
    await open('keep-wrong-fields');

    expect(
      await screen.findByRole('textbox', { name: 'Name of the volume' }),
    ).toHaveAccessibleDescription(/^Orders! cannot be the name/);
    expect(size()).toHaveAccessibleDescription(
      '1 GB is not between 2 GB and 100 GB. Choose a size in between.',
    );
  });

  it('takes a volume of the shelf that was in this folder before', async () => {
    const { posted, onStarted, user } = await open('keep-from-shelf');
    await untilPlanned();

    expect(
      screen.getByRole('button', {
        name: 'Volume orders-data, from the shelf',
      }),
    ).toHaveAccessibleDescription(/^With what was in \/data · 1 GB · standard/);
    expect(screen.queryByRole('radio')).not.toBeInTheDocument();
    expect(screen.queryByLabelText('Size')).not.toBeInTheDocument();
    expect(intentsOf(posted('plans')).at(-1)).toEqual({
      kind: 'attach',
      existingFiles: 'keep-claim',
    });

    await user.click(confirm());
    await waitFor(() => expect(onStarted).toHaveBeenCalled());
    expect(intentsOf(posted('operations'))).toEqual([
      expect.objectContaining({
        claim: { existing: 'orders-data' },
        existingFiles: 'keep-claim',
      }),
    ]);
  });

  it('makes a new volume although one is on the shelf, when that is chosen', async () => {
    const { posted, user } = await open('keep-from-shelf');
    await untilPlanned();

    await user.click(screen.getByRole('button', { name: /^Volume/ }));
    await user.click(
      await screen.findByRole('option', { name: /A new volume/ }),
    );

    expect(await screen.findByRole('textbox', { name: 'Size' })).toHaveValue(
      '1 GB',
    );
    expect(startEmpty()).not.toBeChecked();
    await waitFor(() =>
      expect(intentsOf(posted('plans')).at(-1)).toEqual({
        ...START_EMPTY,
        claim: {},
      }),
    );
  });

  it('lets a container be chosen where there are several', async () => {
    const { posted, user } = await open('keep-containers');
    await untilPlanned();

    await user.click(screen.getByRole('button', { name: 'Container orders' }));
    await user.click(await screen.findByRole('option', { name: 'sidecar' }));

    await waitFor(() =>
      expect(intentsOf(posted('plans')).at(-1)).toEqual({
        ...START_EMPTY,
        container: 'sidecar',
      }),
    );
  });
});
