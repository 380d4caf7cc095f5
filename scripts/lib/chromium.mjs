import { canInstallPackages, installPackage } from './debian.mjs';
import { findProgram } from './findProgram.mjs';

const CANDIDATES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** How a person gets one. */
export const CHROMIUM_ADVICE =
  'no Chromium was found: install Chromium or Chrome, or set CHROMIUM_PATH to one';

/** @returns {string | undefined} the path of a Chromium or Chrome */
export function findChromium() {
  const { CHROMIUM_PATH } = process.env;
  return findProgram(CHROMIUM_PATH ? [CHROMIUM_PATH] : CANDIDATES);
}

/** Installs Debian's Chromium where there is none and this process may. */
export async function provideChromium() {
  const mayInstall = !process.env.CHROMIUM_PATH && canInstallPackages();
  if (!findChromium() && mayInstall) {
    console.log('Installing Chromium for the journeys');
    await installPackage('chromium');
  }
}
