import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeSignals } from '../../__testUtils__/FakeSignals';
import { useMockServer } from '../../__testUtils__/mockServer';
import { renderForEntity } from '../../__testUtils__/renderForEntity';
import { devState, serve } from '../../__testUtils__/serveState';
import { EntityPersistenceCard } from './EntityPersistenceCard';

describe('EntityPersistenceCard', () => {
  const server = useMockServer();

  async function renderState(id: string) {
    serve(server, devState(id));
    await renderForEntity(<EntityPersistenceCard />);
    await waitFor(() =>
      expect(screen.queryByText(/Finding out/)).not.toBeInTheDocument(),
    );
  }

  function keepData() {
    return screen.getByRole('switch', { name: 'Keep data across redeploys' });
  }

  it('has a heading', async () => {
    await renderState('persistent');

    expect(
      screen.getByRole('heading', { name: 'Persistence' }),
    ).toBeInTheDocument();
  });

  it.each([
    [
      'not-persistent',
      'Data is lost at the next redeploy',
      'orders keeps nothing on a volume',
      false,
    ],
    [
      'empty-dir',
      'Data is lost at the next redeploy',
      'orders has only temporary space',
      false,
    ],
    [
      'files-lost',
      'Data is lost at the next redeploy',
      'Files that orders wrote are lost',
      false,
    ],
    [
      'nothing-written',
      'Nothing to lose at a redeploy',
      'has written nothing',
      false,
    ],
    ['persistent', 'Data survives redeploys', 'survives redeploys.', true],
    [
      'partly-persistent',
      'Some data is lost at the next redeploy',
      'is lost.',
      true,
    ],
    [
      'unknown',
      'Not known whether data survives',
      'the portal has not been able to read the persistentvolumeclaims of prod-eu',
      true,
    ],
    [
      'stateful-set',
      'Data survives redeploys',
      'each of the 3 replicas keeps its own',
      true,
    ],
    [
      'claim-failed',
      'Data is lost at the next redeploy',
      'that volume cannot be used',
      true,
    ],
  ])(
    'says of %s: %s, why, and the true position of the switch',
    async (id, headline, reason, on) => {
      await renderState(id);

      expect(screen.getByText(headline)).toBeInTheDocument();
      // The sentence is split around its paths.
      expect(document.body).toHaveTextContent(reason);
      expect(keepData()).toHaveProperty('checked', on);
    },
  );

  it('shows where it lives: claim, class and size, the quantity on hover', async () => {
    await renderState('persistent');

    const [row] = screen.getAllByRole('listitem');
    expect(row).toHaveTextContent('/dataorders-data · standard · 1 GB');
    expect(within(row).getByTitle('1Gi')).toHaveTextContent('1 GB');
    expect(screen.getByText('prod-eu · orders')).toBeInTheDocument();
  });

  it('shows how full the volume is, and when it was proven', async () => {
    await renderState('persistent-with-usage');

    expect(
      screen.getByRole('meter', { name: '/data: 412 MB of 1 GB used' }),
    ).toHaveAttribute('aria-valuenow', '40');
    expect(screen.getByText('42 minutes ago')).toHaveAttribute('dateTime');
  });

  it('names the paths that are not covered', async () => {
    await renderState('partly-persistent');

    const [data, uploads] = screen.getAllByRole('listitem');
    expect(data).not.toHaveTextContent('Lost');
    expect(uploads).toHaveTextContent('/uploadsLost at a redeploy');
  });

  it('counts the volumes of replicas', async () => {
    await renderState('stateful-set');

    expect(screen.getByRole('listitem')).toHaveTextContent(
      '3 volumes, one per replica · standard · 10 GB each',
    );
  });

  it.each([
    ['claim-waiting', 'Waiting for the pod (normal)'],
    ['claim-failed', 'Cannot be created'],
    ['claim-deleting', 'Being deleted'],
    ['claim-lost', 'Lost'],
    ['growing', 'Growing'],
    ['restart-needed', 'Restart needed to finish growing'],
  ])('words the state of the claim: %s', async (id, words) => {
    await renderState(id);

    expect(screen.getByText(words)).toBeInTheDocument();
  });

  it.each([
    [
      'deadlock',
      'Danger',
      /can hang for ever/,
      /strategy of orders to Recreate/,
    ],
    ['class-mismatch', 'Warning', /is never used/, /To use example-pv/],
    ['almost-full', 'Warning', /94 % full/, /Make the volume larger/],
    ['claim-failed', 'Danger', /Not enough disk space/, /Ask Platform team\./],
  ])(
    'says what a person must know and do: %s',
    async (id, severity, what, remedy) => {
      await renderState(id);

      expect(screen.getByRole('img', { name: severity })).toBeInTheDocument();
      expect(screen.getByText(what)).toBeInTheDocument();
      expect(screen.getByText(remedy)).toBeInTheDocument();
    },
  );

  it('says a reason once: beside the switch', async () => {
    await renderState('ownership-ambiguous');

    expect(screen.getAllByText(/2 catalog entities select/)).toHaveLength(1);
    expect(keepData()).toHaveAccessibleDescription(
      /2 catalog entities select .* Let one entity select it/,
    );
  });

  it('offers no switch for kinds that are only shown', async () => {
    await renderState('cron-job');

    expect(
      screen.getByText('Data is lost when a run ends'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('switch')).not.toBeInTheDocument();
    expect(
      screen.getByText('A CronJob is shown here, but not changed.'),
    ).toBeInTheDocument();
  });

  it('lists several workloads, one row each, with a switch each', async () => {
    await renderState('several-workloads');

    const rows = screen.getAllByRole('listitem');
    expect(rows).toHaveLength(3);
    expect(rows[0]).toHaveTextContent(/orders.*Persistent · prod-eu · shop/);
    expect(rows[1]).toHaveTextContent(
      /orders-api.*Not persistent · prod-eu · shop/,
    );
    expect(rows[2]).toHaveTextContent(/orders-worker.*Partly persistent/);
    expect(rows[2]).toHaveTextContent(/can hang for ever/);
    expect(
      within(rows[0]).getByRole('switch', {
        name: 'Keep data of orders across redeploys',
      }),
    ).toBeChecked();
    expect(
      within(rows[1]).getByRole('switch', {
        name: 'Keep data of orders-api across redeploys',
      }),
    ).not.toBeChecked();
    expect(screen.getByText('3 workloads')).toBeInTheDocument();
    expect(within(rows[1]).getByRole('switch')).toHaveAccessibleDescription(
      /Run one replica.* Ask Platform team\./,
    );
    expect(within(rows[0]).getByRole('switch')).toBeEnabled();
  });

  it('says of each cluster how it answers, without hiding the others', async () => {
    await renderState('several-clusters');

    expect(screen.getAllByRole('listitem')).toHaveLength(3);
    expect(
      screen.getByText('prod-eu does not answer at the moment'),
    ).toBeInTheDocument();
    expect(screen.getByText('12 minutes ago')).toBeInTheDocument();
    expect(
      screen.getByText('prod-us may not be read completely'),
    ).toBeInTheDocument();
    expect(screen.getByText('prod-asia is being read')).toBeInTheDocument();
    expect(
      screen.getByText('prod-africa cannot be reached'),
    ).toBeInTheDocument();
    // Said beside its switch.
    expect(screen.queryByText('staging is read only')).not.toBeInTheDocument();
    expect(
      screen.getByText(/may look at staging, but not change it/),
    ).toBeInTheDocument();
  });

  it('says that the cluster is being read while nothing was found yet', async () => {
    await renderState('syncing');

    expect(screen.getByText('The cluster is being read')).toBeInTheDocument();
    expect(screen.queryByText(/No workload found/)).not.toBeInTheDocument();
  });

  it('does not pretend to have looked where it could not', async () => {
    await renderState('cluster-unreachable');

    expect(screen.getByText('prod-eu cannot be reached')).toBeInTheDocument();
    expect(screen.queryByText(/No workload found/)).not.toBeInTheDocument();
  });

  it('is a skeleton while it loads', async () => {
    serve(server, devState('loading').answers);
    await renderForEntity(<EntityPersistenceCard />);

    const [loading] = screen.getAllByRole('status');
    expect(loading).toHaveAttribute('aria-busy', 'true');
    expect(loading).toHaveTextContent('Finding out where the data lives');
  });

  it.each([
    ['signed-out', 'You are signed out', /Sign in again/],
    [
      'denied',
      'You may not see where this data lives',
      /persistence\.volume\.read/,
    ],
    [
      'not-found',
      'This entity is not there, or not for you to see',
      /removed or renamed/,
    ],
    ['backend-failed', 'Persistence does not answer properly', /status 500/],
    ['offline', 'The portal cannot be reached', /Check your connection/],
  ])(
    'says what to do when there is no answer: %s',
    async (id, title, advice) => {
      await renderState(id);

      // Once to see, once to hear.
      expect(screen.getAllByText(title)).toHaveLength(2);
      expect(screen.getByText(advice)).toBeInTheDocument();
      expect(screen.getByRole('button', { name: 'Try again' })).toBeEnabled();
      expect(screen.queryByRole('switch')).not.toBeInTheDocument();
    },
  );

  it('tries again on demand, with the keyboard', async () => {
    serve(server, [
      ...devState('backend-failed').answers,
      ...devState('persistent').answers,
    ]);
    await renderForEntity(<EntityPersistenceCard />);
    await screen.findByRole('button', { name: 'Try again' });

    await userEvent.tab();
    expect(screen.getByRole('button', { name: 'Try again' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');

    expect(
      await screen.findByText('Data survives redeploys'),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Try again' }),
    ).not.toBeInTheDocument();
  });

  it('keeps the last known state while the backend fails, and says since when', async () => {
    serve(server, devState('stale').answers);
    await renderForEntity(<EntityPersistenceCard />);
    await screen.findByText('Data survives redeploys');

    act(() => void window.dispatchEvent(new Event('focus')));

    expect(
      await screen.findByText(/What is shown is from/),
    ).toBeInTheDocument();
    expect(screen.getByText('Data survives redeploys')).toBeInTheDocument();
    expect(keepData()).toBeChecked();
  });

  it('announces politely when the verdict has changed, and nothing before', async () => {
    const signals = new FakeSignals();
    serve(server, [
      ...devState('not-persistent').answers,
      ...devState('persistent').answers,
    ]);
    await renderForEntity(<EntityPersistenceCard />, { signals });
    await screen.findByText('Data is lost at the next redeploy');
    expect(screen.getByRole('status')).toBeEmptyDOMElement();

    act(() => {
      signals.send('persistence:component:default/orders', { version: 2 });
    });

    await waitFor(() =>
      expect(screen.getByRole('status')).toHaveTextContent(
        'orders: Data survives redeploys',
      ),
    );
  });

  it('announces nothing when only details have changed', async () => {
    const signals = new FakeSignals();
    const requests = serve(server, [
      ...devState('persistent').answers,
      ...devState('deadlock').answers,
    ]);
    await renderForEntity(<EntityPersistenceCard />, { signals });
    await screen.findByText('Data survives redeploys');

    act(() => {
      signals.send('persistence:component:default/orders', { version: 2 });
    });
    await screen.findByText(/can hang for ever/);

    expect(requests.count).toBe(2);
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
  });

  it('leads to the tab, with the keyboard too', async () => {
    await renderState('persistent');

    await userEvent.tab();
    expect(keepData()).toHaveFocus();
    await userEvent.tab();
    expect(screen.getByRole('button', { name: 'Redeploy' })).toHaveFocus();
    await userEvent.tab();

    const details = screen.getByRole('link', { name: 'Details' });
    expect(details).toHaveFocus();
    expect(details).toHaveAttribute('href', '/persistence');
  });

  it('does without the tab in apps that do not have it', async () => {
    serve(server, devState('persistent').answers);
    await renderForEntity(<EntityPersistenceCard />, { withTab: false });

    expect(
      await screen.findByText('Data survives redeploys'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });

  it.each([
    [
      'no-annotation',
      'Which workloads belong to Orders?',
      'Copy: The annotation in catalog-info.yaml',
      'metadata:\n  annotations:\n    backstage.io/kubernetes-id: orders',
    ],
    [
      'no-workload',
      'No workload found for Orders',
      'Copy: The labels, on the workload itself and not only on its pods',
      'metadata:\n  labels:\n    backstage.io/kubernetes-id: orders',
    ],
    [
      'no-cluster',
      'No cluster is configured',
      'Copy: A cluster in app-config.yaml',
      expect.stringContaining('persistence:\n  clusters:'),
    ],
  ])('teaches what to add, to be copied: %s', async (id, title, copy, code) => {
    const user = userEvent.setup();
    const written = jest.spyOn(navigator.clipboard, 'writeText');
    await renderState(id);
    expect(screen.getByText(title)).toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: copy }));

    expect(written).toHaveBeenCalledWith(code);
    expect(
      await screen.findByRole('button', {
        name: copy.replace('Copy', 'Copied'),
      }),
    ).toBeInTheDocument();
  });

  it('selects the lines where there is no clipboard', async () => {
    const user = userEvent.setup();
    jest
      .spyOn(navigator.clipboard, 'writeText')
      .mockRejectedValue(new Error('denied'));
    await renderState('no-workload');

    await user.click(screen.getByRole('button', { name: /^Copy/ }));

    expect(window.getSelection()?.toString()).toContain(
      'backstage.io/kubernetes-id: orders',
    );
  });

  it('shows the selector that was tried', async () => {
    await renderState('no-workload');

    expect(
      screen.getByText('backstage.io/kubernetes-id=orders'),
    ).toBeInTheDocument();
    expect(screen.getByText(/Looked in prod-eu/)).toBeInTheDocument();
  });
});
