import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Mount } from 'backstage-plugin-persistence-common';
import {
  assessment,
  brokenClaimMount,
  claim,
  claimMount,
} from '../../../dev/states/building';
import { useMockServer } from '../../__testUtils__/mockServer';
import {
  dialogState,
  renderDialog,
  untilReady,
} from '../../__testUtils__/renderDialog';

describe('RedeployDialog', () => {
  const server = useMockServer();

  const confirm = () => screen.getByRole('button', { name: 'Redeploy' });
  const survivors = () =>
    within(screen.getByRole('list', { name: 'What survives' }))
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent);

  const untilPlanned = () => untilReady(confirm);

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

  it.each<[string, Mount[], string]>([
    [
      'the volume cannot be used again',
      [brokenClaimMount({ claim: claim({ state: 'lost' }) })],
      '/data is lost: the volume orders-data is gone, broken or being deleted.',
    ],
    [
      'nobody may read which volume it is',
      [{ ...claimMount({ claim: claim() }), claim: undefined }],
      '/data is on a volume that the portal may not read: whether it stays is not known.',
    ],
    [
      'storage elsewhere is mounted without a claim',
      [
        {
          ...claimMount({ claim: claim() }),
          claim: undefined,
          source: 'other',
        },
      ],
      '/data stays: it is on a volume.',
    ],
  ])('is true where %s', async (_, mounts, sentence) => {
    await renderDialog(server, {
      ...dialogState('redeploy'),
      question: { kind: 'redeploy', workload: assessment({ mounts }) },
    });
    await untilPlanned();

    expect(survivors()[0]).toBe(sentence);
  });

  it('says so when nothing survives', async () => {
    await renderDialog(server, dialogState('redeploy-loses'));
    await untilPlanned();

    expect(survivors()).toEqual([
      'Nothing survives: orders has no folder on a volume that lasts.',
    ]);
    expect(
      screen.getByRole('list', { name: 'What it means' }),
    ).toHaveTextContent('Anything that orders has written is lost.');
  });
});
