/**
 * `npm run screenshots`: takes the pictures of docs/images anew, by the journeys that look at them: the pages of two services, and every
 * state of the card and the tab, light and dark. They show the same on every machine with the same fonts; commit what changed.
 *
 * The last line is `N passed, N failed`.
 */
import { mkdirSync } from 'node:fs';
import { findChromium, provideChromium } from './lib/chromium.mjs';
import { canInstallPackages, installPackage } from './lib/debian.mjs';
import { findProgram } from './lib/findProgram.mjs';
import { rootPath } from './lib/paths.mjs';
import { runScript } from './lib/runScript.mjs';
import { TestSummary } from './lib/TestSummary.mjs';
import { UserError } from './lib/UserError.mjs';
import { runJourneys } from './steps/journeys.mjs';

/** The journeys that take pictures. */
const JOURNEYS = ['accessibility', 'states'];

await runScript(async () => {
  const folder = rootPath('.cache', 'test');
  mkdirSync(folder, { recursive: true });
  await provideChromium();
  await providePngquant();
  const summary = TestSummary.create({ strict: true });
  await summary.add({ title: 'Screenshots' }, () =>
    runJourneys(
      {
        folder,
        env: { ...process.env, SCREENSHOTS: rootPath('docs', 'images') },
        chromium: findChromium(),
      },
      JOURNEYS,
    ),
  );
  summary.conclude();
});

/** Installs what makes pictures small, where it is missing and this process may. */
async function providePngquant() {
  if (!findProgram(['pngquant']) && canInstallPackages()) {
    await installPackage('pngquant');
  }
  if (!findProgram(['pngquant'])) {
    throw new UserError('Pictures need pngquant (https://pngquant.org).');
  }
}
