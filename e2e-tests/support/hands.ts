import { expect, type Locator, type Page } from '@playwright/test';
import { tabTo } from './keyboard';

/** How a person uses a page. */
export interface Hand {
  /** Presses a button, or follows a link. */
  press(target: Locator): Promise<void>;
  /** Moves a switch, or ticks a box. */
  flip(target: Locator): Promise<void>;
  /** Chooses one of several. */
  choose(target: Locator): Promise<void>;
}

/** Points and clicks. */
export class MouseHand implements Hand {
  static create(): MouseHand {
    return new MouseHand();
  }

  async press(target: Locator): Promise<void> {
    await target.click();
  }

  async flip(target: Locator): Promise<void> {
    await target.click();
  }

  async choose(target: Locator): Promise<void> {
    await target.click();
  }
}

/** Uses the keyboard alone, and wants to see where it is. */
export class KeyboardHand implements Hand {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static create(page: Page): KeyboardHand {
    return new KeyboardHand(page);
  }

  async press(target: Locator): Promise<void> {
    await this.#reach(target);
    await this.#page.keyboard.press('Enter');
  }

  async flip(target: Locator): Promise<void> {
    await this.#reach(target);
    await this.#page.keyboard.press('Space');
  }

  async choose(target: Locator): Promise<void> {
    await this.#reach(target);
    await this.#page.keyboard.press('Space');
  }

  async #reach(target: Locator): Promise<void> {
    await expect(target).toBeEnabled();
    const before = await lookOf(target);
    await tabTo(this.#page, target);
    await expect
      .poll(() => lookOf(target), { message: `${target} shows its focus` })
      .not.toBe(before);
  }
}

/** What focus may change: of an element, of what it stands in (a switch is wrapped), and of what stands beside it. */
function lookOf(target: Locator): Promise<string> {
  return target.evaluate(element => {
    const parents = [
      element.parentElement,
      element.parentElement?.parentElement,
    ];
    const around = parents.flatMap(parent =>
      parent ? [parent, ...parent.children] : [],
    );
    const looks = [element, ...around].flatMap(each =>
      [undefined, '::before', '::after'].map(pseudo => {
        const { outline, boxShadow, borderColor, backgroundColor, opacity } =
          getComputedStyle(each, pseudo);
        return [outline, boxShadow, borderColor, backgroundColor, opacity];
      }),
    );
    return JSON.stringify(looks);
  });
}
