import { existsSync } from 'node:fs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * The browser of the journeys: CHROMIUM_PATH, or a Chromium or Chrome where systems keep it. Nothing is downloaded.
 *
 * @throws Error when there is none
 */
export function findChromium(): string {
  const { CHROMIUM_PATH } = process.env;
  const places = CHROMIUM_PATH ? [CHROMIUM_PATH] : PLACES;
  const found = places.find(place => existsSync(place));
  if (!found) {
    throw new Error(
      'No Chromium was found: install Chromium or Chrome, or set CHROMIUM_PATH to one.',
    );
  }
  return found;
}
