import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createFinding } from 'backstage-plugin-persistence-common';
import { FakeSignals } from '../../__testUtils__/FakeSignals';
import { useMockServer } from '../../__testUtils__/mockServer';
import { renderForEntity } from '../../__testUtils__/renderForEntity';
import { answerOf, devState, serve } from '../../__testUtils__/serveState';
import { EntityPersistenceCard } from '../card';
import { EntityPersistenceContent } from '../content';

describe('What is being done to a workload', () => {
  const server = useMockServer();

  async function renderState(state: string | ReturnType<typeof devState>) {
    const served = serve(
      server,
      typeof state === 'string' ? devState(state) : state,
    );
    await renderForEntity(<EntityPersistenceCard />);
    await screen.findAllByRole('switch', { name: /Keep data/ });
    return served;
  }

  function panel() {
    return screen.getByRole('group', {
      name: 'What is being done to orders',
    });
  }

  function steps() {
    return within(screen.getByRole('list', { name: 'Steps' }))
      .getAllByRole('listitem')
      .map(step => step.textContent);
  }

  function keepData() {
    return screen.getByRole('switch', { name: 'Keep data across redeploys' });
  }

  it.each([
    ['turning-on-claim', 'Keeping your data…', 'Turning on…', false],
    // The cluster has the volume already, the operation has not ended.
    ['turning-on-rollout', 'Keeping your data…', 'Turning on…', true],
    ['turning-off', 'Taking the volume away…', 'Turning off…', true],
    ['restarting', 'Restarting…', 'Restarting…', true],
    ['undoing', 'Undoing…', 'Turning off…', true],
  ])(
    'is told while it goes on, and the switch stays where the cluster is: %s',
    async (id, title, words, on) => {
      await renderState(id);

      expect(within(panel()).getByText(title)).toBeInTheDocument();
      expect(keepData()).toHaveProperty('checked', on);
      expect(keepData()).toBeDisabled();
      expect(keepData()).toHaveAttribute('aria-busy', 'true');
      expect(keepData()).toHaveAccessibleDescription(words);
      expect(
        screen.queryByRole('button', { name: 'Redeploy' }),
      ).not.toBeInTheDocument();
    },
  );

  it('says who began it and for how long it has been going on', async () => {
    await renderState('operation-of-a-service');

    expect(panel()).toHaveTextContent(
      /You can leave this page\. \d+ sec so far\. Begun by external:release-pipeline\./,
    );
  });

  it('shows each step with its state in words, how long it took, and what it waits for', async () => {
    await renderState('turning-on-rollout');

    expect(steps()).toEqual([
      'Make a volume of 1 GB (standard): orders-data.Done, 2 sec',
      'Give orders the volume at /data, and let deploys end the old pod first.Done, 1 sec',
      expect.stringMatching(
        /^Restart, and see that \/data is on the volume\.Under way, \d+ sec0 of 1 podWaits for the pods\. Pod .* waits for its volume/,
      ),
    ]);
    expect(
      screen
        .getAllByRole('listitem')
        .map(step => step.ariaCurrent ?? step.getAttribute('aria-current')),
    ).toEqual([null, null, 'step']);
  });

  it('counts the pods', async () => {
    await renderState('restarting');

    expect(screen.getByText('1 of 3 pods')).toBeInTheDocument();
  });

  it.each([
    ['turning-on-queued', 'It begins in a moment.'],
    [
      'operation-waiting',
      /The cluster does not answer\. It goes on by itself as soon as it does\./,
    ],
    ['operation-cancelling', 'What was done is being taken back.'],
  ])('words its state: %s', async (id, words) => {
    await renderState(id);

    expect(panel()).toHaveTextContent(words);
  });

  it('says what a cluster is waited for', async () => {
    await renderState('operation-waiting');

    expect(steps()[0]).toContain(
      'Waits for the cluster prod-eu, which does not answer.',
    );
  });

  it('goes on by itself to the end, which is announced, and fetches what the cluster has then', async () => {
    const [running] = answerOf('turning-on-claim').operations;
    const [next] = answerOf('turning-on-mount').operations;
    const [ended] = answerOf('turned-on').operations;
    const served = await renderState({
      ...devState('turning-on-claim'),
      answers: [
        ...devState('turning-on-claim').answers,
        ...devState('turned-on').answers,
      ],
      looks: [
        { kind: 'answer', body: running },
        { kind: 'answer', body: next },
        { kind: 'answer', body: ended },
      ],
    });
    expect(keepData()).not.toBeChecked();
    expect(screen.getByRole('status')).toHaveTextContent(
      'orders: Make a volume of 1 GB (standard): orders-data.',
    );

    await waitFor(() =>
      expect(screen.getByRole('status')).toHaveTextContent(
        'orders: Give orders the volume at /data',
      ),
    );
    expect(
      await screen.findByText('Your data now survives redeploys.'),
    ).toBeInTheDocument();
    await waitFor(() => expect(keepData()).toBeChecked());

    expect(served.count).toBe(2);
    expect(keepData()).toBeEnabled();
    expect(keepData()).not.toHaveAttribute('aria-busy');
    expect(panelIfAny()).not.toBeInTheDocument();
    expect(screen.getByText('Data survives redeploys')).toBeInTheDocument();
  });

  function panelIfAny() {
    return screen.queryByRole('group', {
      name: 'What is being done to orders',
    });
  }

  it('announces how it ended', async () => {
    const [ended] = answerOf('turned-on').operations;
    await renderState({
      ...devState('turning-on-claim'),
      looks: [{ kind: 'answer', body: ended }],
    });

    await waitFor(() =>
      expect(screen.getByRole('status')).toHaveTextContent(
        'orders: Your data now survives redeploys.',
      ),
    );
  });

  it('announces nothing of what had ended before the page was opened', async () => {
    await renderState('turned-on');
    await screen.findByText('Your data now survives redeploys.');

    expect(screen.getByRole('status')).toBeEmptyDOMElement();
  });

  it('keeps the last known state when the connection is lost in the middle, says so, and goes on', async () => {
    const [ended] = answerOf('turned-on').operations;
    await renderState({
      ...devState('turning-on-claim'),
      looks: [
        { kind: 'broken' },
        {
          kind: 'error',
          status: 502,
          name: 'Error',
          message: 'The backend is being restarted',
        },
        { kind: 'answer', body: ended },
      ],
    });

    expect(
      await screen.findByText(/cannot tell at the moment how far it is/),
    ).toBeInTheDocument();
    expect(steps()[0]).toContain('Under way');
    expect(
      await screen.findByText('Your data now survives redeploys.'),
    ).toBeInTheDocument();
    expect(
      screen.queryByText(/cannot tell at the moment/),
    ).not.toBeInTheDocument();
  });

  it('appears when somebody else begins it', async () => {
    const signals = new FakeSignals();
    serve(server, {
      ...devState('turning-off'),
      answers: [
        ...devState('persistent').answers,
        ...devState('turning-off').answers,
      ],
      history: answerOf('turning-off').operations,
    });
    await renderForEntity(<EntityPersistenceCard />, { signals });
    await screen.findByText('Data survives redeploys');
    expect(panelIfAny()).not.toBeInTheDocument();

    act(() => {
      signals.send('persistence:component:default/orders', { version: 2 });
    });

    expect(
      await screen.findByText('Taking the volume away…'),
    ).toBeInTheDocument();
    expect(keepData()).toBeChecked();
    expect(keepData()).toBeDisabled();
  });

  it('is gone when it may not be seen any more', async () => {
    await renderState({
      ...devState('turning-on-claim'),
      answers: [
        ...devState('turning-on-claim').answers,
        ...devState('not-persistent').answers,
      ],
      looks: [
        {
          kind: 'error',
          status: 403,
          name: 'NotAllowedError',
          message: 'Unauthorized',
        },
      ],
    });

    await waitFor(() => expect(panelIfAny()).not.toBeInTheDocument());
    expect(keepData()).toBeEnabled();
  });

  describe('Cancelling', () => {
    it('is asked for, and shown', async () => {
      const served = await renderState('turning-on-claim');

      await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));

      await waitFor(() =>
        expect(panel()).toHaveTextContent('What was done is being taken back.'),
      );
      expect(
        served.requests.filter(({ method }) => method === 'POST'),
      ).toMatchObject([{ url: expect.stringMatching(/\/cancel$/) }]);
      expect(
        screen.queryByRole('button', { name: 'Cancel' }),
      ).not.toBeInTheDocument();
    });

    it.each([
      [409, 'ConflictError', /It is too late to cancel: .* then undo it\./],
      [403, 'NotAllowedError', /You may not cancel this\./],
      [401, 'AuthenticationError', /Sign in again/],
      [503, 'ServiceUnavailableError', /The cluster does not answer/],
      [500, 'Error', /No answer came/],
    ])(
      'says why it was refused, and stays: %i',
      async (status, name, words) => {
        await renderState({
          ...devState('turning-on-claim'),
          cancelling: { kind: 'error', status, name, message: 'No' },
        });

        await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));

        expect(await screen.findByText(words)).toBeInTheDocument();
        expect(screen.getByRole('alert')).toHaveTextContent(words);
        expect(screen.getByRole('button', { name: 'Cancel' })).toBeEnabled();
        expect(steps()[0]).toContain('Under way');
      },
    );

    it.each(['turning-on-mount', 'turning-off', 'restarting'])(
      'is not offered once the pods are being replaced: %s',
      async id => {
        await renderState(id);

        expect(
          screen.queryByRole('button', { name: 'Cancel' }),
        ).not.toBeInTheDocument();
      },
    );
  });

  describe('Its end', () => {
    it.each([
      [
        'turned-on',
        'Your data now survives redeploys.',
        '/data is on the volume orders-data from now on.',
      ],
      [
        'turned-off',
        'The volume is on the shelf.',
        /orders-data keeps all its data until .* 20\d\d, and can be attached again\./,
      ],
      [
        'redeployed-kept',
        'Restarted.',
        'What is in /data was kept. Anything else that orders had written is gone.',
      ],
      [
        'redeployed-lost',
        'Restarted.',
        'Nothing is on a volume: anything that orders had written is gone.',
      ],
      [
        'operation-cancelled',
        'Cancelled. The service was not touched.',
        'The volume that was made for it is on the shelf.',
      ],
      [
        'turn-on-failed',
        'Your data is not kept yet.',
        /no room for it.*The service was not touched: what was begun has been taken back\..*Choose a smaller size/,
      ],
      [
        'turn-on-failed-later',
        'Your data is not kept yet.',
        /volumes must be encrypted.*The volume that was made for it is on the shelf\./,
      ],
      [
        'turn-off-failed',
        'The volume was not taken away.',
        /was changed by somebody else/,
      ],
      [
        'restart-failed',
        'It was not restarted.',
        /does not let the portal patch deployments.*docs\/rbac\/write\.yaml/,
      ],
      [
        'needs-attention',
        'Somebody has to decide how to go on.',
        /within 15 minutes\..*data might be lost\..*come by themselves\. Or undo: the volume goes to the shelf/,
      ],
    ])(
      'says what happened, what did not, and what to do: %s',
      async (id, title, words) => {
        await renderState(id);

        expect(screen.getByText(title)).toBeInTheDocument();
        expect(document.body).toHaveTextContent(words);
      },
    );

    it('never claims a proof', async () => {
      await renderState('turned-on');

      expect(document.body).not.toHaveTextContent(/prove/i);
    });

    it('shows which steps were taken back when it failed, and the reason once', async () => {
      await renderState('turn-on-failed-later');

      expect(steps()).toEqual([
        expect.stringMatching(/^Make a volume .*Taken back, 2 sec$/),
        expect.stringMatching(/^Give orders .*Failed, 5 sec$/),
        expect.stringMatching(/^Restart, .*Left out$/),
      ]);
      expect(screen.getAllByText(/must be encrypted/)).toHaveLength(1);
    });

    it.each([
      ['turned-on', true],
      ['turned-off', true],
      ['needs-attention', true],
      ['redeployed-kept', false],
      ['turn-on-failed', false],
      ['operation-cancelled', false],
    ])('can be undone: %s, %s', async (id, undoable) => {
      await renderState(id);

      expect(screen.queryAllByRole('button', { name: 'Undo' })).toHaveLength(
        undoable ? 1 : 0,
      );
    });

    it('is not offered to be undone to whoever may not do that', async () => {
      const body = answerOf('needs-attention');
      await renderState({
        ...devState('needs-attention'),
        answers: [
          {
            kind: 'answer',
            body: {
              ...body,
              workloads: body.workloads.map(workload => ({
                ...workload,
                actions: workload.actions.map(({ intent }) => ({
                  intent,
                  allowed: false,
                  reason: createFinding({
                    code: 'NOT_PERMITTED',
                    severity: 'info',
                  }),
                })),
              })),
            },
          },
        ],
      });

      expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
      expect(screen.queryByText(/undo/i)).toBeNull();
    });

    it('asks before it is undone, with the keyboard too', async () => {
      await renderState('turned-on');

      screen.getByRole('button', { name: 'Undo' }).focus();
      await userEvent.keyboard('{Enter}');

      expect(await screen.findByRole('dialog')).toBeInTheDocument();
    });

    it('can be put away', async () => {
      await renderState('turned-on');

      await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));

      expect(
        screen.queryByText('Your data now survives redeploys.'),
      ).not.toBeInTheDocument();
    });

    it('is not shown of what was undone: the undoing is', async () => {
      await renderState('undone');

      expect(screen.getByText('The volume is on the shelf.')).toBeVisible();
      expect(
        screen.queryByText('Your data now survives redeploys.'),
      ).not.toBeInTheDocument();
    });
  });

  describe('With several workloads', () => {
    it('is shown in the row that it is about, and moves no other switch', async () => {
      await renderState('several-workloads-turning-on');

      const rows = screen
        .getAllByRole('listitem')
        .filter(row => within(row).queryByRole('switch'));
      expect(rows.map(row => within(row).getByRole('switch'))).toEqual([
        expect.objectContaining({ checked: true, disabled: false }),
        expect.objectContaining({ checked: false, disabled: true }),
        expect.objectContaining({ checked: false, disabled: true }),
      ]);
      expect(
        within(rows[1]).getByRole('group', {
          name: 'What is being done to orders-api',
        }),
      ).toBeInTheDocument();
      expect(within(rows[1]).getByRole('switch')).toHaveAttribute('aria-busy');
      expect(within(rows[2]).getByRole('switch')).not.toHaveAttribute(
        'aria-busy',
      );
      expect(
        screen
          .getAllByRole('button', { name: /^Redeploy/ })
          .map(button => button.getAttribute('aria-label')),
      ).toEqual(['Redeploy orders', 'Redeploy orders-worker']);
    });
  });

  it('is shown on the tab, too', async () => {
    serve(server, devState('turning-on-rollout'));
    await renderForEntity(<EntityPersistenceContent />);

    expect(await screen.findByText('Keeping your data…')).toBeInTheDocument();
    expect(keepData()).toHaveAttribute('aria-busy', 'true');
  });
});
