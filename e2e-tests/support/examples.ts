/** What the card says of an example. */
export interface ExampleVerdict {
  name: string;
  headline: string;
  /** The same in the card's list, where an example has several workloads. */
  word?: string;
  /** Cluster and namespace of each of them. */
  places?: string[];
  /** One sentence for each workload, or a part of it. */
  sentences: string[];
  /** What the tab says beside it, if anything. */
  findings?: RegExp[];
}

const SURVIVES = 'Data survives redeploys';
const LOST = 'Data is lost at the next redeploy';

function losesEverything(name: string): ExampleVerdict {
  return {
    name,
    headline: LOST,
    sentences: [
      `${name} keeps nothing on a volume: anything it writes is lost at the next redeploy.`,
    ],
  };
}

/** What becomes of the examples' data. */
export const EXAMPLES: ExampleVerdict[] = [
  losesEverything('guestbook'),
  losesEverything('wishlist'),
  losesEverything('reviews'),
  losesEverything('mailer'),
  {
    ...losesEverything('feedback'),
    word: 'Not persistent',
    places: ['demo · demo', 'demo · demo-staging'],
  },
  {
    name: 'photo-booth',
    headline: LOST,
    sentences: [
      'photo-booth has only temporary space in /data: what it writes there is lost at the next redeploy.',
    ],
  },
  {
    name: 'orders',
    headline: SURVIVES,
    sentences: ['Data in /data survives redeploys.'],
  },
  {
    name: 'ledger',
    headline: SURVIVES,
    sentences: ['Data in /data survives redeploys.'],
  },
  {
    name: 'example-app',
    headline: SURVIVES,
    sentences: ['Data in /usr/share/nginx/html survives redeploys.'],
    findings: [
      /The next redeploy of example-app can hang for ever/,
      /The volume example-pv, made in advance, is never used/,
    ],
  },
];
