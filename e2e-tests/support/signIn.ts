import {
  expect,
  type BrowserContextOptions,
  type Page,
} from '@playwright/test';
import { PORTAL_URL } from './environment';

type StorageState = BrowserContextOptions['storageState'];

/** Opens the portal as a guest, like a person: on the page that asks who it is. */
export async function signIn(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: 'Enter' }).click();
  await expect(page.getByRole('link', { name: 'Settings' })).toBeVisible();
}

/** What a browser keeps of a guest who has been at a portal before: it does not ask again. */
export function signedIn(portal: string): StorageState {
  return {
    cookies: [],
    origins: [
      {
        origin: new URL(portal).origin,
        localStorage: [
          { name: '@backstage/core:SignInPage:provider', value: 'guest' },
        ],
      },
    ],
  };
}

/** The same for the portal of the journeys. */
export const SIGNED_IN = signedIn(PORTAL_URL);
