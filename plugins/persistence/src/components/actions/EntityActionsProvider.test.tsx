import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  Operation,
  PersistenceApi,
} from 'backstage-plugin-persistence-common';
import { useMockServer } from '../../__testUtils__/mockServer';
import {
  createClient,
  renderForEntity,
} from '../../__testUtils__/renderForEntity';
import { answerOf, devState, serve } from '../../__testUtils__/serveState';
import { EntityPersistenceCard } from '../card';

describe('What a person can do', () => {
  const server = useMockServer();

  /** A client that plans and begins what a state has, and reads from the mock server. */
  function beginning(operation: Operation) {
    const client = createClient();
    let current = operation;
    const startOperation = jest.fn<Promise<Operation>, []>(
      async () => operation,
    );
    const api: PersistenceApi = {
      getEntityPersistence: (...asked) => client.getEntityPersistence(...asked),
      getOptions: () => new Promise(() => {}),
      createPlan: async () => operation.plan,
      startOperation,
      listOperations: (...asked) => client.listOperations(...asked),
      getOperation: async () => current,
      undoOperation: async () => operation,
      cancelOperation: (...asked) => client.cancelOperation(...asked),
    };
    const end = (ended: Operation) => {
      current = ended;
    };
    return { api, startOperation, end };
  }

  async function renderState(
    id: string,
    { begins, looks }: { begins: string; looks?: string },
  ) {
    const [operation] = answerOf(begins).operations;
    const { api, startOperation, end } = beginning(operation);
    const served = serve(server, {
      ...devState(id),
      answers: [
        ...devState(id).answers,
        ...(looks ? devState(looks).answers : []),
      ],
    });
    await renderForEntity(<EntityPersistenceCard />, { client: api });
    await screen.findByRole('switch');
    return {
      served,
      startOperation,
      end: () => end(answerOf(looks ?? begins).operations[0]),
    };
  }

  function keepData() {
    return screen.getByRole('switch', { name: 'Keep data across redeploys' });
  }

  it('asks before data is kept, and the switch stays where it is', async () => {
    const { startOperation } = await renderState('not-persistent', {
      begins: 'turning-on-queued',
    });

    await userEvent.click(keepData());

    expect(
      await screen.findByRole('dialog', { name: 'Keep the data of orders' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('switch', { hidden: true, name: /Keep data/ }),
    ).not.toBeChecked();
    expect(startOperation).not.toHaveBeenCalled();
  });

  it('asks before data is not kept any more, and the switch stays where it is', async () => {
    await renderState('persistent', { begins: 'turning-off' });

    await userEvent.click(keepData());

    expect(
      await screen.findByRole('dialog', {
        name: 'Stop keeping the data of orders',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('switch', { hidden: true, name: /Keep data/ }),
    ).toBeChecked();
  });

  it('gives the focus back to the switch when nothing is done', async () => {
    await renderState('persistent', { begins: 'turning-off' });

    keepData().focus();
    await userEvent.keyboard(' ');
    const dialog = await screen.findByRole('dialog');
    await userEvent.keyboard('{Escape}');

    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(keepData()).toHaveFocus();
    expect(keepData()).toBeChecked();
    expect(keepData()).toBeEnabled();
  });

  it('shows what was begun at once, with the focus, and goes on to its end', async () => {
    const { served, startOperation, end } = await renderState('persistent', {
      begins: 'restarting',
      looks: 'redeployed-kept',
    });

    await userEvent.click(screen.getByRole('button', { name: 'Redeploy' }));
    const dialog = await screen.findByRole('dialog', {
      name: 'Redeploy orders',
    });
    const confirm = within(dialog).getByRole('button', { name: 'Redeploy' });
    await waitFor(() => expect(confirm).toBeEnabled());
    await userEvent.click(confirm);

    const panel = await screen.findByRole('group', {
      name: 'What is being done to orders',
    });
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(panel).toHaveFocus();
    expect(keepData()).toHaveAttribute('aria-busy', 'true');
    expect(startOperation).toHaveBeenCalledTimes(1);
    end();
    expect(await screen.findByText(/What is in/)).toHaveTextContent(
      'What is in /data was kept.',
    );
    await waitFor(() => expect(served.count).toBe(2));
    expect(keepData()).toBeEnabled();
  });

  it.each([
    [
      'switch-denied',
      'You may not do this. Ask those who run the portal.',
      false,
    ],
    [
      'switch-denied-replicas',
      /^orders has up to 3 replicas.* Run one replica.* Ask Platform team\.$/,
      true,
    ],
    ['cluster-read-only', /may look at prod-eu, but not change it/, false],
    ['ownership-ambiguous', /2 catalog entities select/, false],
  ])(
    'says beside the switch why it cannot be moved, and who can change that: %s',
    async (id, reason, redeploys) => {
      await renderState(id, { begins: 'restarting' });

      expect(keepData()).toBeDisabled();
      expect(keepData()).not.toHaveAttribute('aria-busy');
      expect(keepData()).toHaveAccessibleDescription(reason);
      const redeploy = screen.getByRole('button', { name: 'Redeploy' });
      expect(redeploy).toHaveProperty('disabled', !redeploys);
      // A reason for both is said once.
      expect(redeploy).toHaveAccessibleDescription(
        redeploys ? 'Restarts orders. This is how to learn what is kept.' : '',
      );
    },
  );

  it('says why a restart is not possible where the switch is', async () => {
    await renderState('rollout-progressing', { begins: 'restarting' });

    expect(keepData()).toBeEnabled();
    expect(screen.getByRole('button', { name: 'Redeploy' })).toBeDisabled();
    expect(
      screen.getByRole('button', { name: 'Redeploy' }),
    ).toHaveAccessibleDescription(/Wait until it has ended/);
  });
});
