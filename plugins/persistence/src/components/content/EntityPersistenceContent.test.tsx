import { act, screen, waitFor, within } from '@testing-library/react';
import { FakeSignals } from '../../__testUtils__/FakeSignals';
import { useMockServer } from '../../__testUtils__/mockServer';
import { renderForEntity } from '../../__testUtils__/renderForEntity';
import { devState, serve } from '../../__testUtils__/serveState';
import { EntityPersistenceContent } from './EntityPersistenceContent';

describe('EntityPersistenceContent', () => {
  const server = useMockServer();

  async function renderState(id: string) {
    serve(server, devState(id));
    await renderForEntity(<EntityPersistenceContent />);
    await waitFor(() =>
      expect(screen.queryByText(/Finding out/)).not.toBeInTheDocument(),
    );
  }

  /** The texts of a table's cells, row by row, without its head. */
  function cellsOf(table: string): string[][] {
    const [, ...rows] = within(
      screen.getByRole('table', { name: table }),
    ).getAllByRole('row');
    return rows.map(row =>
      [
        ...within(row).getAllByRole('rowheader'),
        ...within(row).getAllByRole('cell'),
      ].map(cell => cell.textContent ?? ''),
    );
  }

  it('shows for each workload its verdict, where it is, and its rollout', async () => {
    await renderState('several-workloads');

    for (const name of ['orders', 'orders-api', 'orders-worker']) {
      expect(screen.getByRole('heading', { name })).toBeInTheDocument();
    }
    expect(screen.getAllByText('prod-eu · shop · Deployment')).toHaveLength(3);
    expect(
      screen.getByText('The latest version runs · 3 of 3 pods ready'),
    ).toBeInTheDocument();
    expect(screen.getByText(/can hang for ever/)).toBeInTheDocument();
    expect(screen.getAllByRole('switch')).toHaveLength(3);
  });

  it('shows where each folder lives and what it survives, in words', async () => {
    await renderState('partly-persistent');

    expect(
      screen.getByRole('columnheader', { name: 'Redeploy' }),
    ).toBeInTheDocument();
    expect(cellsOf('Where the data lives')).toEqual([
      [
        '/data ',
        'On a volumePersistentVolumeClaim · orders-data',
        'Kept',
        'Kept',
        'Kept',
      ],
      [
        '/uploads ',
        'In temporary space of the podemptyDir · volume uploads',
        'Kept',
        'Lost',
        'Lost',
      ],
      [
        '/etc/orders ',
        'Brought along by the clusterConfigMap, Secret or the like · volume settings · Read only',
        'Kept',
        'Kept',
        'Kept',
      ],
      [
        '/ and everything else',
        'Inside the containerfile system of the image',
        'Lost',
        'Lost',
        'Lost',
      ],
    ]);
  });

  it('names the container where there are several', async () => {
    const { answers } = devState('persistent');
    const [answer] = answers;
    if (answer.kind !== 'answer') throw new Error('not an answer');
    const [assessment] = answer.body.workloads;
    const sidecar = { ...assessment.mounts[2], container: 'sidecar' };
    serve(server, [
      {
        kind: 'answer',
        body: {
          ...answer.body,
          workloads: [
            { ...assessment, mounts: [...assessment.mounts, sidecar] },
          ],
        },
      },
    ]);
    await renderForEntity(<EntityPersistenceContent />);

    expect(await screen.findByText('Container sidecar')).toBeInTheDocument();
    expect(screen.getAllByText('Container orders')).toHaveLength(3);
  });

  it('shows the claims: state, size, class, who can use them, and what their end means', async () => {
    await renderState('stateful-set');

    expect(cellsOf('Volumes')).toEqual(
      [0, 1, 2].map(replica => [
        `data-ledger-${replica}replica ${replica}`,
        'Attached',
        '10 GB10Gi',
        'standard',
        'One node at a timeReadWriteOnce',
        'The data is deleted tooDelete',
        'ledgerStatefulSet',
      ]),
    );
  });

  it('shows how full a volume is', async () => {
    await renderState('persistent-with-usage');

    expect(cellsOf('Volumes')[0][2]).toBe('412 MB of 1 GB1Gi');
  });

  it('admits what is not known of a claim', async () => {
    await renderState('claim-lost');

    expect(cellsOf('Volumes')[0]).toEqual([
      'orders-dataPersistentVolumeClaim',
      'Lost',
      '1 GB1Gi',
      'standard',
      'One node at a timeReadWriteOnce',
      'Not known',
      'ordersDeployment',
    ]);
  });

  it('shows events in plain words with the driver’s own, and when', async () => {
    await renderState('claim-failed');

    const events = cellsOf('What is going on');
    expect(events).toHaveLength(2);
    expect(events[0][0]).toMatch(/^1 minute ago/);
    expect(events[0][1]).toMatch(
      /^The volume could not be made\. The cluster says: .*Not enough disk space.*PersistentVolumeClaim orders-data · 14 times$/,
    );
    expect(events[1][1]).toMatch(/· once$/);
  });

  it('has no table of events when everything is settled', async () => {
    await renderState('persistent');

    expect(
      screen.queryByRole('table', { name: 'What is going on' }),
    ).not.toBeInTheDocument();
  });

  it.each([
    [
      'rollout-progressing',
      'A change is being rolled out · 1 of 3 pods have been replaced.',
    ],
    [
      'rollout-stuck',
      /^The latest change is stuck · It did not finish in time/,
    ],
    ['claim-waiting', 'The latest version runs · Scaled to 0: no pods run.'],
  ])('says how far the rollout has got: %s', async (id, words) => {
    await renderState(id);

    expect(screen.getByText(words)).toBeInTheDocument();
  });

  it('says who else looks after the workload, and what gave it away', async () => {
    await renderState('managed-by-argo-cd');

    expect(
      screen.getByText('Argo CD looks after this workload (shop)'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/annotation argocd\.argoproj\.io\/tracking-id/),
    ).toBeInTheDocument();
  });

  it('shows how every cluster answers, also those that are fine', async () => {
    await renderState('several-clusters');

    for (const words of [
      'prod-eu does not answer at the moment',
      'prod-us may not be read completely',
      'prod-asia is being read',
      'prod-africa cannot be reached',
      'staging is read only',
    ]) {
      expect(screen.getByText(words)).toBeInTheDocument();
    }
  });

  it('says which cluster answers when all is well', async () => {
    await renderState('persistent');

    expect(screen.getByText('prod-eu answers')).toBeInTheDocument();
  });

  it.each([
    ['no-annotation', 'Which workloads belong to Orders?'],
    ['no-workload', 'No workload found for Orders'],
    ['no-cluster', 'No cluster is configured'],
    ['syncing', 'The cluster is being read'],
  ])('teaches: %s', async (id, title) => {
    await renderState(id);

    expect(screen.getByText(title)).toBeInTheDocument();
  });

  it('announces politely when a verdict has changed', async () => {
    const signals = new FakeSignals();
    serve(server, [
      ...devState('persistent').answers,
      ...devState('claim-failed').answers,
    ]);
    await renderForEntity(<EntityPersistenceContent />, { signals });
    await screen.findByText('Data survives redeploys');

    act(() => {
      signals.send('persistence:component:default/orders', { version: 2 });
    });

    await waitFor(() =>
      expect(screen.getByRole('status')).toHaveTextContent(
        'orders: Data is lost at the next redeploy',
      ),
    );
  });

  it('can be reached with the keyboard where a table is too wide, and only there', async () => {
    await renderState('persistent');
    for (const region of screen.getAllByRole('region')) {
      expect(region).not.toHaveAttribute('tabindex');
    }

    const width = jest
      .spyOn(HTMLElement.prototype, 'scrollWidth', 'get')
      .mockReturnValue(900);
    await renderState('persistent');

    for (const region of screen.getAllByRole('region').slice(2)) {
      expect(region).toHaveAttribute('tabindex', '0');
      expect(region).toHaveAccessibleName();
    }
    width.mockRestore();
  });
});
