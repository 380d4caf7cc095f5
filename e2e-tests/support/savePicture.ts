import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SCREENSHOTS } from './environment';

/**
 * Keeps a screenshot where people look at it, when somebody wants pictures (`npm run screenshots`). Pictures of pages have few colours,
 * and browsers write them as if they had many: pngquant makes them small enough to be committed.
 */
export async function savePicture(
  name: string,
  take: () => Promise<Buffer>,
): Promise<void> {
  if (!SCREENSHOTS) {
    return;
  }
  const path = join(SCREENSHOTS, `${name}.png`);
  mkdirSync(dirname(path), { recursive: true });
  execFileSync(
    'pngquant',
    ['--force', '--nofs', '--speed=1', `--output=${path}`, '256', '-'],
    { input: await take() },
  );
}
