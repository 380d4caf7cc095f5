import { screen, waitFor } from '@testing-library/react';
import { useMockServer } from '../../__testUtils__/mockServer';
import { openDialog, untilReady } from '../../__testUtils__/renderDialog';

describe('StopKeepingDialog', () => {
  const server = useMockServer();

  const open = (id: string) => openDialog(server, id);

  const confirm = () =>
    screen.getByRole('button', { name: 'Stop keeping data' });

  const untilPlanned = () => untilReady(confirm);

  it('says that the volume goes to the shelf with its data, and until when', async () => {
    const { posted, onStarted, onClose, user } = await open('stop');
    await untilPlanned();

    expect(
      screen.getByRole('dialog', { name: 'Stop keeping the data of orders' }),
    ).toBeInTheDocument();
    expect(screen.getByText(/Nothing is deleted\./)).toBeInTheDocument();
    const meaning = screen.getByRole('list', { name: 'What it means' });
    expect(meaning).toHaveTextContent(
      'The volume orders-data goes to the shelf with all its data until Jan 20, 2027, and can be attached again.',
    );
    expect(meaning).toHaveTextContent(
      'orders starts with what its image has in /data.',
    );

    await user.click(confirm());
    await waitFor(() => expect(onStarted).toHaveBeenCalledTimes(1));
    expect(onClose).toHaveBeenCalledTimes(1);
    expect(posted('operations')).toEqual([
      expect.objectContaining({
        intent: { kind: 'detach', claim: 'orders-data', keepFor: 'P30D' },
        planId: 'plan-1',
      }),
    ]);
  });

  it('lets somebody choose how long the shelf keeps it', async () => {
    const { posted, user } = await open('stop');
    await untilPlanned();

    await user.click(
      screen.getByRole('button', { name: 'Keep it for 30 days' }),
    );
    await user.click(await screen.findByRole('option', { name: '90 days' }));

    await waitFor(() =>
      expect(posted('plans').at(-1)).toEqual(
        expect.objectContaining({
          intent: { kind: 'detach', keepFor: 'P90D' },
        }),
      ),
    );
  });

  it('asks which volume where there are several, before it plans anything', async () => {
    const { posted, user } = await open('stop-several');

    expect(confirm()).toHaveAttribute('aria-disabled', 'true');
    expect(confirm()).toHaveAccessibleDescription('Choose a volume first.');
    expect(posted('plans')).toEqual([]);
    const uploads = screen.getByRole('radio', { name: 'orders-uploads' });
    expect(uploads).toHaveAccessibleDescription('/uploads · 20 GB');

    await user.click(uploads);
    await untilPlanned();

    expect(posted('plans')).toEqual([
      expect.objectContaining({
        intent: { kind: 'detach', claim: 'orders-uploads' },
      }),
    ]);
    expect(screen.getByRole('list', { name: 'Steps' })).toHaveTextContent(
      'Take the volume orders-uploads away from orders.',
    );
  });
});
