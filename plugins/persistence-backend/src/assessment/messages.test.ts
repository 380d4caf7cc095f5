import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { MESSAGES, REMEDIES } from 'backstage-plugin-persistence-common';

const SOURCES = resolvePackagePath(
  'backstage-plugin-persistence-backend',
  'src',
);

/** All that production runs, as one text. */
function sources(): string {
  return readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter(
      file => /\.ts$/.test(file) && !/\.test\.ts$|__fixtures__/.test(file),
    )
    .map(file => readFileSync(join(SOURCES, file), 'utf8'))
    .join('\n');
}

describe('the sentences', () => {
  const text = sources();

  it.each(Object.keys(MESSAGES))('are all said by somebody: %s', code => {
    expect(text.includes(`'${code}'`)).toBe(true);
  });

  it.each(Object.keys(REMEDIES))('come with a remedy as findings: %s', code => {
    expect(
      new RegExp(
        `(code: ([^,;]*)|(findClaims|note|failed)\\(\\s*)'${code}'`,
      ).test(text),
    ).toBe(true);
  });
});
