import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Intent, Plan } from 'backstage-plugin-persistence-common';
import { attachPlan } from '../../../dev/dialogs';
import {
  confirm,
  folder,
  intentsOf,
  size,
  START_EMPTY,
  startEmpty,
  untilPlanned,
} from '../../__testUtils__/keepDataDialog';
import { useMockServer } from '../../__testUtils__/mockServer';
import {
  dialogState,
  openDialog,
  renderDialog,
} from '../../__testUtils__/renderDialog';

describe('KeepDataDialog', () => {
  const server = useMockServer();

  const open = (id: string) => openDialog(server, id);

  const steps = () => screen.getByRole('list', { name: 'Steps' });

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
