import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useMockServer } from '../../__testUtils__/mockServer';
import { renderForEntity } from '../../__testUtils__/renderForEntity';
import { answerOf, devState, serve } from '../../__testUtils__/serveState';
import { EntityPersistenceContent } from '../content';

describe('The history', () => {
  const server = useMockServer();

  async function renderState(state: string | ReturnType<typeof devState>) {
    const served = serve(
      server,
      typeof state === 'string' ? devState(state) : state,
    );
    await renderForEntity(<EntityPersistenceContent />);
    await screen.findByRole('heading', { name: 'History' });
    return served;
  }

  async function rows() {
    const table = await screen.findByRole('table', { name: 'History' });
    return within(table).getAllByRole('row').slice(1);
  }

  async function texts() {
    return (await rows()).map(row => row.textContent);
  }

  it('says of everything what it was, who did it, when, how long it took and how it ended', async () => {
    await renderState('history');

    expect(await texts()).toEqual([
      expect.stringMatching(
        /^Redeployorders.*external:release-pipelinea service2 hours ago.*3 secDone$/,
      ),
      expect.stringMatching(
        /^Undo: Stop keeping dataorders · \/data on orders-data.*grace3 hours ago.*17 secDoneTakes back what was done 3 hours ago\.Undo$/,
      ),
      expect.stringMatching(
        /^Stop keeping dataorders · orders-data.*UndoneTaken back 3 hours ago\.$/,
      ),
      expect.stringMatching(
        /^Stop keeping data.*yesterday.*Needs attentionThe pods of orders have not been replaced within 15 minutes\. Look at/,
      ),
      expect.stringMatching(/^Keep data.*2 days ago.*Done$/),
      expect.stringMatching(/^Keep data.*Cancelled$/),
      expect.stringMatching(
        /^Keep data.*FailedThe namespace shop has no room for it.*storage\. Choose a smaller size/,
      ),
      expect.stringMatching(/^Redeployorders-api.*last month.*Done$/),
    ]);
  });

  it('leads to whoever did it, as far as they are in the catalog', async () => {
    await renderState('history');
    const [service, person] = await rows();

    expect(within(person).getByRole('link', { name: 'grace' })).toHaveAttribute(
      'href',
      '/catalog/default/user/grace',
    );
    expect(within(service).queryByRole('link')).not.toBeInTheDocument();
  });

  it('offers to undo what can be undone, and names it', async () => {
    await renderState('history');
    const [, again, ...others] = await rows();

    for (const row of others) {
      expect(within(row).queryByRole('button')).not.toBeInTheDocument();
    }
    await userEvent.click(
      within(again).getByRole('button', {
        name: 'Undo: Undo: Stop keeping data, 3 hours ago',
      }),
    );

    expect(await screen.findByRole('dialog')).toBeInTheDocument();
  });

  it('shows ten, and more on demand', async () => {
    const served = await renderState('history-of-many');

    expect(await rows()).toHaveLength(10);
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
    await waitFor(async () => expect(await rows()).toHaveLength(20));
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
    await waitFor(async () => expect(await rows()).toHaveLength(23));

    expect(
      screen.queryByRole('button', { name: 'Show more' }),
    ).not.toBeInTheDocument();
    expect(
      served.requests
        .map(({ url }) => new URL(url))
        .filter(({ pathname }) => pathname.endsWith('/operations'))
        .map(({ search }) => search),
    ).toEqual(['?limit=10', '?limit=10&cursor=10', '?limit=10&cursor=20']);
  });

  it('says so while nothing has been done', async () => {
    await renderState('not-persistent');

    expect(
      await screen.findByText(/Nothing has been done yet/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('table', { name: 'History' }),
    ).not.toBeInTheDocument();
  });

  it('says why it cannot be shown, without hiding the rest, and tries again', async () => {
    const served = await renderState('history-failed');

    expect(
      await screen.findByText(
        'The history cannot be shown: Persistence does not answer properly.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('Data survives redeploys')).toBeInTheDocument();
    const before = served.requests.length;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));

    await waitFor(() => expect(served.requests.length).toBeGreaterThan(before));
  });

  it('shows what goes on', async () => {
    const [running] = answerOf('turning-on-claim').operations;
    await renderState({
      ...devState('turning-on-claim'),
      history: [running],
      looks: [{ kind: 'answer', body: running }],
    });

    expect((await texts())[0]).toMatch(/sec so farUnder way$/);
  });

  it('shows that something ends while it is looked at', async () => {
    const [ended] = answerOf('turned-on').operations;
    const [running] = answerOf('turning-on-claim').operations;
    await renderState({
      ...devState('turning-on-claim'),
      history: [running],
      looks: [
        { kind: 'answer', body: running },
        { kind: 'answer', body: ended },
      ],
    });

    await waitFor(async () =>
      expect((await texts())[0]).toMatch(/17 secDoneUndo$/),
    );
  });

  it('shows what it does not know as it came', async () => {
    await renderState('history-of-later-versions');

    expect((await texts())[0]).toMatch(/^Change \(teleport\).*Unknown$/);
  });
});
