import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useMockServer } from '../../__testUtils__/mockServer';
import { dialogState, renderDialog } from '../../__testUtils__/renderDialog';

describe('RedeployDialog', () => {
  const server = useMockServer();

  const confirm = () => screen.getByRole('button', { name: 'Redeploy' });
  const survivors = () =>
    within(screen.getByRole('list', { name: 'What survives' }))
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent);

  async function untilPlanned() {
    await waitFor(() =>
      expect(confirm()).toHaveAttribute('aria-disabled', 'false'),
    );
  }

  it('says what survives and what does not, and restarts', async () => {
    const { posted, onStarted } = await renderDialog(
      server,
      dialogState('redeploy'),
    );
    await untilPlanned();

    expect(survivors()).toEqual([
      '/data stays: it is on the volume orders-data.',
      '/uploads is lost: it is not on a volume.',
      'Anything written elsewhere in the containers is lost.',
    ]);
    expect(screen.getByText('About 3 sec without service')).toBeInTheDocument();

    await userEvent.click(confirm());
    await waitFor(() => expect(onStarted).toHaveBeenCalledTimes(1));
    expect(posted('operations')).toEqual([
      expect.objectContaining({ intent: { kind: 'redeploy' } }),
    ]);
  });

  it('says so when nothing survives', async () => {
    await renderDialog(server, dialogState('redeploy-loses'));
    await untilPlanned();

    expect(survivors()).toEqual([
      'Anything written elsewhere in the containers is lost.',
    ]);
    expect(
      screen.getByRole('list', { name: 'What it means' }),
    ).toHaveTextContent('Anything that orders has written is lost.');
  });
});
