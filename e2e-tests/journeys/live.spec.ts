import { Cluster } from '../support/Cluster';
import { KUBECONFIG } from '../support/environment';
import {
  cardOf,
  componentPath,
  sectionOf,
  tabPath,
  untilLive,
} from '../support/persistence';
import { SIGNED_IN } from '../support/signIn';
import { expect, test } from '../support/test';

test.use({ storageState: SIGNED_IN });

/** From the answer of the cluster to the sight of a person. */
const SEEN_WITHIN_MS = 1_500;
const ROUNDS = 3;
const MAILER = { namespace: 'demo', name: 'mailer' };
const RUNS = 'The latest version runs';
const KEEPS_NOTHING = 'mailer keeps nothing on a volume';
const TEMPORARY = 'mailer has only temporary space in /spool';

const withSpool = {
  spec: {
    template: {
      spec: {
        containers: [
          {
            name: 'mailer',
            volumeMounts: [{ name: 'spool', mountPath: '/spool' }],
          },
        ],
        volumes: [{ name: 'spool', emptyDir: {} }],
      },
    },
  },
};
const withoutSpool = {
  spec: {
    template: {
      spec: {
        containers: [
          {
            name: 'mailer',
            volumeMounts: [{ $patch: 'delete', mountPath: '/spool' }],
          },
        ],
        volumes: [{ $patch: 'delete', name: 'spool' }],
      },
    },
  },
};

const PLACES = [
  {
    title: 'the card',
    path: componentPath(MAILER.name),
    find: cardOf,
  },
  {
    title: 'the tab',
    path: tabPath(MAILER.name),
    find: (page: Parameters<typeof cardOf>[0]) => sectionOf(page, MAILER.name),
  },
];

for (const { title, path, find } of PLACES) {
  test(`a change in the cluster is on ${title} that is open within ${SEEN_WITHIN_MS} ms`, async ({
    page,
  }) => {
    const cluster = Cluster.fromFile(KUBECONFIG);
    await cluster.patch(MAILER, withoutSpool);
    const live = untilLive(page, MAILER.name);
    await page.goto(path);
    const place = find(page);
    await expect(place).toContainText(KEEPS_NOTHING);
    await live;

    for (let round = 0; round < ROUNDS; round += 1) {
      await cluster.patch(MAILER, withSpool);
      await expect(place).toContainText(TEMPORARY, { timeout: SEEN_WITHIN_MS });
      await cluster.patch(MAILER, withoutSpool);
      await expect(place).toContainText(KEEPS_NOTHING, {
        timeout: SEEN_WITHIN_MS,
      });
    }
  });
}

test('a version that cannot start is on the tab that is open, with what the cluster says', async ({
  page,
}) => {
  const cluster = Cluster.fromFile(KUBECONFIG);
  const withImage = (image: string) => ({
    spec: { template: { spec: { containers: [{ name: 'mailer', image }] } } },
  });
  const live = untilLive(page, MAILER.name);
  await page.goto(tabPath(MAILER.name));
  const section = sectionOf(page, MAILER.name);
  await expect(section).toContainText(RUNS);
  await live;

  await cluster.patch(MAILER, withImage('localhost/nobody-has-this:1'));
  await expect(section).not.toContainText(RUNS, { timeout: SEEN_WITHIN_MS });
  await expect(section).toContainText('localhost/nobody-has-this:1');

  await cluster.patch(MAILER, withImage('localhost/busybox:1'));
  await expect(section).toContainText(RUNS);
});
