import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Intent, Plan } from 'backstage-plugin-persistence-common';
import { attachPlan } from '../../../dev/dialogs';
import { useMockServer } from '../../__testUtils__/mockServer';
import { dialogState, renderDialog } from '../../__testUtils__/renderDialog';

const START_EMPTY = { kind: 'attach', existingFiles: 'start-empty' };

describe('KeepDataDialog', () => {
  const server = useMockServer();

  async function open(id: string) {
    const rendered = await renderDialog(server, dialogState(id));
    return { ...rendered, user: userEvent.setup() };
  }

  const folder = () => screen.getByRole('combobox', { name: 'Folder' });
  const size = () => screen.getByRole('textbox', { name: 'Size' });
  const startEmpty = () => screen.getByRole('radio', { name: 'Start empty' });
  const confirm = () => screen.getByRole('button', { name: 'Keep data' });
  const steps = () => screen.getByRole('list', { name: 'Steps' });
  const intentsOf = (bodies: unknown[]) =>
    bodies.map(body => (body as { intent: Intent }).intent);

  async function untilPlanned() {
    await waitFor(() =>
      expect(confirm()).toHaveAttribute('aria-disabled', 'false'),
    );
  }

  /** Has the first plan, says what happens to files, and confirms. */
  async function openAndConfirm(id: string) {
    const opened = await open(id);
    await untilPlanned();
    await opened.user.click(startEmpty());
    await opened.user.click(confirm());
    return opened;
  }

  it('has a default for everything but the files that are there', async () => {
    const { posted, onStarted, onClose, user } = await open('keep');

    expect(
      screen.getByRole('dialog', { name: 'Keep the data of orders' }),
    ).toHaveAccessibleDescription('prod-eu · shop · Deployment orders');
    await untilPlanned();
    expect(folder()).toHaveValue('/data');
    expect(size()).toHaveValue('1 GB');
    expect(
      screen.getByRole('button', { name: 'Storage Network disk (standard)' }),
    ).toHaveAccessibleDescription(
      'Can grow later · one node at a time · has snapshots',
    );
    expect(intentsOf(posted('plans'))).toEqual([START_EMPTY]);

    expect(startEmpty()).not.toBeChecked();
    expect(
      screen.getByRole('radio', { name: 'Copy what is there now' }),
    ).toBeDisabled();
    expect(
      screen.getByRole('radio', { name: 'Start from what the image ships' }),
    ).toHaveAccessibleDescription('This version cannot do it yet.');

    await user.click(startEmpty());
    await user.click(confirm());
    await waitFor(() => expect(onStarted).toHaveBeenCalledTimes(1));
    expect(onStarted.mock.calls[0][0].id).toBe('operation-of-plan-1');
    expect(onClose).toHaveBeenCalledTimes(1);
    expect(posted('operations')).toEqual([
      expect.objectContaining({ planId: 'plan-1', fingerprint: 'as-it-was' }),
    ]);
  });

  it('does not begin before somebody has said what happens to the files', async () => {
    const { posted, user } = await open('keep');
    await untilPlanned();

    await user.click(confirm());

    expect(startEmpty()).toHaveFocus();
    expect(
      screen.getByRole('group', {
        name: /What about files that are in \/data/,
      }),
    ).toHaveAccessibleDescription('Say first what happens to existing files.');
    expect(posted('operations')).toEqual([]);
  });

  it('asks again about the files of another folder', async () => {
    const { user } = await open('keep');
    await untilPlanned();
    await user.click(startEmpty());

    await user.type(folder(), '/more');

    expect(startEmpty()).not.toBeChecked();
  });

  it('says what will happen', async () => {
    await open('keep');
    await untilPlanned();

    expect(
      within(steps())
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'Make a volume of 1 GB (standard): orders-data.',
      'Give orders the volume at /data, and let deploys end the old pod first.',
      'Restart, and see that /data is on the volume.',
    ]);
    expect(
      screen.getByText('A short interruption now, while the pod is replaced'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'Each deploy of orders interrupts it for as long as a pod needs to start.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('list', { name: 'What it means' }),
    ).toHaveTextContent('The volume starts empty');
  });

  it('shows the exact changes to those who ask', async () => {
    const { user } = await open('keep');
    await untilPlanned();
    const disclosure = screen.getByRole('button', {
      name: 'Show the exact Kubernetes changes',
    });
    expect(disclosure).toHaveAttribute('aria-expanded', 'false');

    await user.click(disclosure);

    expect(
      screen.getByRole('group', {
        name: 'Create PersistentVolumeClaim shop/orders-data',
      }),
    ).toHaveTextContent('kind: PersistentVolumeClaim');
    expect(
      screen.getByRole('group', {
        name: 'How Deployment shop/orders changes',
      }),
    ).toHaveTextContent('+ type: Recreate');
    expect(
      screen.getByRole('button', {
        name: 'Copy: How Deployment shop/orders changes',
      }),
    ).toBeInTheDocument();
  });

  it('plans once for what was typed, and shows the last plan until then', async () => {
    const { posted, user } = await open('keep');
    await untilPlanned();

    await user.clear(size());
    await user.type(size(), '5 GB');

    expect(steps()).toHaveTextContent('Make a volume of 1 GB');
    expect(confirm()).toHaveAttribute('aria-disabled', 'true');
    expect(confirm()).toHaveAccessibleDescription(
      'Finding out what will happen…',
    );
    await waitFor(() =>
      expect(steps()).toHaveTextContent('Make a volume of 5 GB'),
    );
    expect(confirm()).toHaveAttribute('aria-disabled', 'false');
    const intents = intentsOf(posted('plans'));
    expect(intents.at(-1)).toEqual({ ...START_EMPTY, claim: { size: '5Gi' } });
    // Not one for each letter
    expect(intents.length).toBeLessThan(4);
  });

  it('gives up a question that a newer one replaces', async () => {
    const state = dialogState('keep');
    let release: (plan: Plan) => void = () => {};
    const asked: AbortSignal[] = [];
    const { user } = {
      ...(await renderDialog(server, state, {
        createPlan: (_, { intent }, options) => {
          asked.push(options!.signal!);
          const planned = attachPlan(
            intent as Extract<Intent, { kind: 'attach' }>,
          );
          return asked.length === 2
            ? new Promise(resolve => {
                release = () => resolve(planned);
              })
            : Promise.resolve(planned);
        },
      })),
      user: userEvent.setup(),
    };
    await untilPlanned();

    await user.clear(size());
    await user.type(size(), '2Gi');
    await waitFor(() => expect(asked).toHaveLength(2));
    await user.clear(size());
    await user.type(size(), '3Gi');

    expect(asked[1].aborted).toBe(true);
    await waitFor(() => expect(steps()).toHaveTextContent('volume of 3 GB'));
    await act(async () => release(attachPlan({ kind: 'attach' })));
    expect(steps()).toHaveTextContent('volume of 3 GB');
  });

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

  it('says what is in the way, what to do and whom to ask', async () => {
    await open('keep-blocked');

    const blockers = await screen.findByRole('list', { name: 'In the way' });
    const [replicas, forbidden] = within(blockers).getAllByRole('listitem');
    expect(replicas).toHaveTextContent(/3 replicas/);
    expect(replicas).toHaveTextContent(/Ask Platform team\./);
    expect(forbidden).toHaveTextContent(/docs\/rbac\/write\.yaml/);
    expect(confirm()).toHaveAttribute('aria-disabled', 'true');
    expect(confirm()).toHaveAccessibleDescription(
      'Something is in the way, see above.',
    );
  });

  it('says what the cluster warns of, and lets it happen', async () => {
    await open('keep-warned');
    await untilPlanned();

    expect(
      screen.getByRole('list', { name: 'To consider first' }),
    ).toHaveTextContent('The cluster warns: spec.template.spec');
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
    ['keep-silent', 'The cluster does not answer', /prod-eu does not answer\./],
    ['keep-denied', 'You may not do this', /needs a permission/],
  ])('says why there is no plan: %s', async (id, title, advice) => {
    await open(id);

    expect(await screen.findByText(title)).toBeInTheDocument();
    expect(screen.getByText(advice)).toBeInTheDocument();
    expect(confirm()).toHaveAttribute('aria-disabled', 'true');
    // What can be typed can still be typed
    expect(folder()).toHaveValue('/data');
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

  it('can be used with the keyboard alone', async () => {
    const { onStarted, user } = await open('keep');
    await untilPlanned();

    const tabTo = async (element: () => HTMLElement) => {
      for (let presses = 0; presses < 20; presses += 1) {
        if (element() === document.activeElement) {
          return;
        }
        await user.tab();
      }
      expect(element()).toHaveFocus();
    };
    await tabTo(folder);
    await tabTo(size);
    await user.clear(size());
    await user.keyboard('2Gi');
    await tabTo(startEmpty);
    await user.keyboard(' ');
    expect(startEmpty()).toBeChecked();
    await tabTo(confirm);
    await waitFor(() => expect(steps()).toHaveTextContent('volume of 2 GB'));
    expect(confirm()).toHaveFocus();
    await user.keyboard('{Enter}');

    await waitFor(() => expect(onStarted).toHaveBeenCalledTimes(1));
  });

  it('stays empty and calm while the first plan is made', async () => {
    await open('keep-loading');

    expect(confirm()).toHaveAttribute('aria-disabled', 'true');
    expect(screen.queryByLabelText('Folder')).not.toBeInTheDocument();
    expect(
      screen.getByText('Finding out what will happen…'),
    ).toBeInTheDocument();
  });
});
