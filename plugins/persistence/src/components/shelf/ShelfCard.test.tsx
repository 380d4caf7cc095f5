import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useMockServer } from '../../__testUtils__/mockServer';
import { renderForEntity } from '../../__testUtils__/renderForEntity';
import { answerOf, devState, serve } from '../../__testUtils__/serveState';
import { EntityPersistenceCard } from '../card';
import { EntityPersistenceContent } from '../content';

describe('The shelf', () => {
  const server = useMockServer();

  async function rowsOf(state = devState('shelf')) {
    serve(server, state);
    await renderForEntity(<EntityPersistenceContent />);
    const table = await screen.findByRole('table', { name: 'On the shelf' });
    return within(table).getAllByRole('row').slice(1);
  }

  /** The answer with other workloads beside the shelf. */
  function shelfBeside(
    workloads: ReturnType<typeof answerOf>['workloads'],
  ): ReturnType<typeof devState> {
    const { shelf } = answerOf('shelf');
    return {
      ...devState('shelf'),
      answers: [
        { kind: 'answer', body: { ...answerOf('shelf'), workloads, shelf } },
      ],
    };
  }

  it('says of each volume where it was, since when, by whom and until when', async () => {
    const [first, second] = await rowsOf();

    expect(first).toHaveTextContent(
      /^orders-data.*\/data.*1 GB.*3 days ago.*by ada.*in 27 days/,
    );
    expect(within(first).getByRole('link', { name: 'ada' })).toHaveAttribute(
      'href',
      '/catalog/default/user/ada',
    );
    expect(second).toHaveTextContent(
      /^orders-archive.*Not known.*20 GB.*6 months ago.*No date set/,
    );
  });

  it('offers to keep a volume again, with the keyboard too', async () => {
    const [first] = await rowsOf();
    const again = within(first).getByRole('button', {
      name: 'Keep again: orders-data',
    });

    again.focus();
    await userEvent.keyboard('{Enter}');

    expect(
      await screen.findByRole('dialog', { name: /orders/ }),
    ).toBeInTheDocument();
  });

  it('says why a volume cannot be kept again now', async () => {
    const [first] = await rowsOf(
      shelfBeside(answerOf('switch-denied').workloads),
    );

    expect(
      within(first).getByRole('button', { name: 'Keep again: orders-data' }),
    ).toBeDisabled();
    expect(first).toHaveTextContent('You may not do this.');
  });

  it('lets a person choose where there are several workloads beside it', async () => {
    const [first] = await rowsOf(
      shelfBeside(answerOf('several-workloads').workloads),
    );

    expect(
      within(first)
        .getAllByRole('button')
        .map(button => button.getAttribute('aria-label')),
    ).toEqual([
      'Keep again for orders: orders-data',
      'Keep again for orders-api: orders-data',
      'Keep again for orders-worker: orders-data',
    ]);
  });

  it.each([
    ['no workload', []],
    [
      'none beside it',
      answerOf('persistent').workloads.map(assessment => ({
        ...assessment,
        workload: { ...assessment.workload, namespace: 'elsewhere' },
      })),
    ],
  ])('says so where nothing could use it: %s', async (_, workloads) => {
    const [first] = await rowsOf(shelfBeside(workloads));

    expect(within(first).queryByRole('button')).not.toBeInTheDocument();
    expect(first).toHaveTextContent(
      'No workload of this service is beside it in prod-eu / shop.',
    );
  });

  it('is a quiet line on the card', async () => {
    serve(server, devState('shelf'));
    await renderForEntity(<EntityPersistenceCard />);

    expect(
      await screen.findByText('2 volumes are on the shelf with their data.'),
    ).toBeInTheDocument();
  });

  it('is not said twice on the card when the volume has just been put there', async () => {
    serve(server, devState('turned-off'));
    await renderForEntity(<EntityPersistenceCard />);
    await screen.findByText('The volume is on the shelf.');

    expect(
      screen.queryByText(/is on the shelf with its data/),
    ).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
    await waitFor(() =>
      expect(
        screen.getByText(/is on the shelf with its data/),
      ).toBeInTheDocument(),
    );
  });
});
