import { screen } from '@testing-library/react';
import type { Intent } from 'backstage-plugin-persistence-common';
import { untilReady } from './renderDialog';

/** What is asked for where nothing but the question about files was answered. */
export const START_EMPTY = { kind: 'attach', existingFiles: 'start-empty' };

export const folder = () => screen.getByRole('combobox', { name: 'Folder' });
export const size = () => screen.getByRole('textbox', { name: 'Size' });
export const startEmpty = () =>
  screen.getByRole('radio', { name: 'Start empty' });
export const confirm = () => screen.getByRole('button', { name: 'Keep data' });

/** Waits until there is a plan that may be carried out. */
export const untilPlanned = () => untilReady(confirm);

/** What was asked for, in bodies of requests. */
export function intentsOf(bodies: unknown[]): Intent[] {
  return bodies.map(body => (body as { intent: Intent }).intent);
}
