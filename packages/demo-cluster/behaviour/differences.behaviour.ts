import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { differences } from './differences';
import { cluster } from './support/cluster';
import { usePlace } from './support/place';

const place = usePlace();

describe('a known difference: only a real cluster', () => {
  it.each(differences.map(each => [each.title, each] as const))(
    '%s',
    async (_title, each) => {
      await expect(each[cluster.kind](place())).resolves.toBeUndefined();
    },
  );
});

describe('the README of the demo cluster', () => {
  it('names exactly these differences', () => {
    const readme = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');
    const [, section = ''] = readme.split(/^## Known differences$/m);
    const named = [
      ...section.split(/^## /m)[0].matchAll(/^[-*] `([a-z0-9-]+)`/gm),
    ].map(match => match[1]);

    expect(named.sort()).toEqual(differences.map(({ id }) => id).sort());
  });
});
