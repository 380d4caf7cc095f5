import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/** Expects that axe finds nothing on the page, or in a part of it. */
export async function expectAccessible(
  page: Page,
  options: { within?: string } = {},
): Promise<void> {
  // The other mode opens a page for each look, to join what it found in frames of other origins; the portal has none.
  const axe = new AxeBuilder({ page }).withTags(TAGS).setLegacyMode();
  expect(page.frames()).toHaveLength(1);
  if (options.within) {
    axe.include(options.within);
  }
  const { violations } = await axe.analyze();

  expect(
    violations.map(({ id, help, nodes }) => ({
      id,
      help,
      elements: nodes.map(({ html }) => html),
    })),
  ).toEqual([]);
}
