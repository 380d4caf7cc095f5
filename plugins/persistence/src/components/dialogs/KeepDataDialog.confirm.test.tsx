import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  confirm,
  size,
  startEmpty,
  untilPlanned,
} from '../../__testUtils__/keepDataDialog';
import { useMockServer } from '../../__testUtils__/mockServer';
import {
  dialogState,
  openDialog,
  renderDialog,
} from '../../__testUtils__/renderDialog';

describe('KeepDataDialog, when it is confirmed', () => {
  const server = useMockServer();

  /** Has the first plan, says what happens to files, and confirms. */
  async function openAndConfirm(id: string) {
    const opened = await openDialog(server, id);
    await untilPlanned();
    await opened.user.click(startEmpty());
    await opened.user.click(confirm());
    return opened;
  }

  it('shows the newer plan when the cluster has changed, and asks again', async () => {
    const { posted, onStarted, user } = await openAndConfirm('keep-outdated');

    expect(
      await screen.findByText('Something has changed in the meantime'),
    ).toBeInTheDocument();
    expect(onStarted).not.toHaveBeenCalled();

    await user.click(confirm());
    await waitFor(() => expect(posted('operations')).toHaveLength(2));
    expect(posted('operations')[1]).toEqual(
      expect.objectContaining({
        planId: 'plan-newer',
        fingerprint: 'as-it-is',
      }),
    );
  });

  it('shows what is in the way when that is found at the end', async () => {
    const { user } = await openAndConfirm('keep-blocked-late');

    expect(
      await screen.findByText('This may not be done now'),
    ).toBeInTheDocument();
    expect(screen.getByRole('list', { name: 'In the way' })).toHaveTextContent(
      'exceeded quota',
    );
    expect(confirm()).toHaveAttribute('aria-disabled', 'true');

    await user.clear(size());
    await user.type(size(), '512Mi');
    await untilPlanned();
    expect(
      screen.queryByText('This may not be done now'),
    ).not.toBeInTheDocument();
  });

  it('leads to the operation that goes on already', async () => {
    const { onStarted, onClose, user } =
      await openAndConfirm('keep-in-progress');

    expect(
      await screen.findByText('Another change is under way'),
    ).toBeInTheDocument();
    expect(onStarted).not.toHaveBeenCalled();

    await user.click(screen.getByRole('button', { name: 'Show it' }));
    expect(onStarted.mock.calls[0][0].state).toBe('running');
    expect(onClose).toHaveBeenCalled();
  });

  it('tries again with the same plan when no answer came', async () => {
    const { posted, user } = await openAndConfirm('keep-no-answer');

    expect(
      await screen.findByText('Not known whether it has started'),
    ).toBeInTheDocument();
    expect(
      screen.queryByText('Nothing has been changed yet.'),
    ).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Try again' }));

    await waitFor(() => expect(posted('operations')).toHaveLength(2));
    const [first, second] = posted('operations');
    expect(second).toEqual(first);
  });

  it('begins once however often it is pressed', async () => {
    const state = dialogState('keep');
    const { posted } = await renderDialog(server, {
      ...state,
      starts: [{ kind: 'pending' }],
    });
    const user = userEvent.setup();
    await untilPlanned();
    await user.click(startEmpty());

    await user.dblClick(confirm());
    await waitFor(() => expect(posted('operations')).toHaveLength(1));
    await user.click(confirm());

    expect(confirm()).toHaveAttribute('aria-busy', 'true');
    expect(posted('operations')).toHaveLength(1);
  });

  it.each([
    [401, 'AuthenticationError', 'You are signed out'],
    [403, 'NotAllowedError', 'You may not do this'],
    [404, 'NotFoundError', 'This workload is not there any more'],
    [409, 'ConflictError', 'The portal does not do this'],
    [503, 'ServiceUnavailableError', 'The cluster does not answer'],
    [502, 'Error', 'Not known whether it has started'],
  ])('says why it was not begun: %d', async (status, name, title) => {
    await renderDialog(server, {
      ...dialogState('keep'),
      starts: [{ kind: 'error', status, name, message: 'Words of the server' }],
    });
    const user = userEvent.setup();
    await untilPlanned();
    await user.click(startEmpty());
    await user.click(confirm());

    expect(await screen.findByText(title)).toBeInTheDocument();
  });
});
