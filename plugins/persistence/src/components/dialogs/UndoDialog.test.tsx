import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { blockedPlan, finding } from '../../../dev/dialogs';
import { useMockServer } from '../../__testUtils__/mockServer';
import { dialogState, renderDialog } from '../../__testUtils__/renderDialog';

describe('UndoDialog', () => {
  const server = useMockServer();

  const confirm = () => screen.getByRole('button', { name: 'Undo' });
  const sentences = () =>
    within(screen.getByRole('list', { name: 'What will happen' }))
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent);

  it.each([
    [
      'undo-attach',
      'Undo: keep the data of orders',
      [
        'The volume orders-data goes to the shelf with all its data, and can be attached again.',
        'orders restarts without it, and deploys go on as they did before.',
        '/data is again what it was before: what is written to it is lost at a redeploy.',
      ],
    ],
    [
      'undo-detach',
      'Undo: stop keeping the data of orders',
      [
        'The volume orders-data comes back from the shelf to /data.',
        'orders restarts with it and has its data again.',
        'What was written to /data since then is not carried over to the volume.',
      ],
    ],
  ])('says what it does: %s', async (id, name, expected) => {
    await renderDialog(server, dialogState(id));

    expect(screen.getByRole('dialog', { name })).toBeInTheDocument();
    expect(sentences()).toEqual(expected);
  });

  it('begins the operation that undoes', async () => {
    const { requests, onStarted, onClose } = await renderDialog(
      server,
      dialogState('undo-attach'),
    );

    await userEvent.click(confirm());

    await waitFor(() => expect(onStarted).toHaveBeenCalledTimes(1));
    expect(onStarted.mock.calls[0][0].undoOf).toBe(
      '5a0d9c9e-6d0e-4c43-9a57-0d2f6d3c1b10',
    );
    expect(onClose).toHaveBeenCalledTimes(1);
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      expect.stringMatching(
        /^POST .*\/operations\/5a0d9c9e-6d0e-4c43-9a57-0d2f6d3c1b10\/undo$/,
      ),
    ]);
  });

  it('says why it cannot be', async () => {
    await renderDialog(server, {
      ...dialogState('undo-attach'),
      starts: [
        {
          kind: 'refused',
          status: 422,
          name: 'PlanBlocked',
          plan: blockedPlan(
            { kind: 'detach' },
            finding('WORKLOAD_PAUSED', { workload: 'orders' }, 'danger'),
          ),
        },
      ],
    });

    await userEvent.click(confirm());

    expect(
      await screen.findByRole('list', { name: 'In the way' }),
    ).toHaveTextContent('Resume orders, then try again.');
  });

  it('repeats the words of the portal where it refuses', async () => {
    await renderDialog(server, {
      ...dialogState('undo-attach'),
      starts: [
        {
          kind: 'error',
          status: 409,
          name: 'ConflictError',
          message: 'Operation 5a0d is being undone already',
        },
      ],
    });

    await userEvent.click(confirm());

    expect(
      await screen.findByText(/Operation 5a0d is being undone already\./),
    ).toBeInTheDocument();
  });
});
