import {
  expect,
  type BrowserContextOptions,
  type Page,
} from '@playwright/test';
import { PORTAL_URL } from './environment';

/** Opens the portal as a guest, like a person: on the page that asks who it is. */
export async function signIn(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: 'Enter' }).click();
  await expect(page.getByRole('link', { name: 'Settings' })).toBeVisible();
}

/** What a browser keeps of a guest who has been there before: the portal does not ask again. */
export const SIGNED_IN: BrowserContextOptions['storageState'] = {
  cookies: [],
  origins: [
    {
      origin: new URL(PORTAL_URL).origin,
      localStorage: [
        { name: '@backstage/core:SignInPage:provider', value: 'guest' },
      ],
    },
  ],
};
