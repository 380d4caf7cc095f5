import { defineConfig, devices } from '@playwright/test';
import { findChromium } from './support/findChromium';
import { PORTAL_URL } from './support/environment';

/** The journeys run against a portal and a cluster that are there already; see support/environment.ts. */
export default defineConfig({
  testDir: 'journeys',
  outputDir: 'test-results',
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 1, // the journeys share one portal and one cluster
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    baseURL: PORTAL_URL,
    actionTimeout: 30_000,
    bypassCSP: true, // axe is put into the pages
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findChromium(),
      args: [
        '--no-sandbox', // containers and root have no other choice; the pages are our own
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
