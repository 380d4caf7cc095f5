import { expect, type Locator, type Page } from '@playwright/test';

/** More than any of the pages has. */
const MOST_STOPS = 60;

/** Presses Tab (or Shift+Tab) until the element has the focus. */
export async function tabTo(
  page: Page,
  target: Locator,
  key: 'Shift+Tab' | 'Tab' = 'Tab',
): Promise<void> {
  await expect(target).toBeVisible();
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press(key);
    const reached = await target.evaluate(
      element => element === document.activeElement,
    );
    if (reached) {
      return;
    }
  }
  throw new Error(`${target} is not reached with ${key}`);
}

/** Expects that a person sees which element has the focus. */
export async function expectVisibleFocus(page: Page): Promise<void> {
  const style = await page.locator(':focus').evaluate(element => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return { outlineStyle, outlineWidth, boxShadow };
  });
  const outlined =
    style.outlineStyle !== 'none' && style.outlineWidth !== '0px';
  expect({ ...style, visible: outlined || style.boxShadow !== 'none' }).toEqual(
    expect.objectContaining({ visible: true }),
  );
}
