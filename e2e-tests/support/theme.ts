import type { Page } from '@playwright/test';
import { expect } from './test';

/** How the portal looks. */
export type Theme = 'dark' | 'light';

/** Changes the theme, as the operating system does it. The portal then draws everything anew: wait for what you look at. */
export async function setTheme(page: Page, theme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await expect(page.locator('body')).toHaveAttribute('data-theme-mode', theme);
}
