import type { Locator, Page } from '@playwright/test';
import type { Hand } from './hands';
import { cardOf, componentPath, tabPath } from './persistence';
import { expect } from './test';

/** How what is done from a service's page ends. */
const OUTCOMES = {
  kept: 'Your data now survives redeploys.',
  stopped: 'The volume is on the shelf.',
  redeployed: 'Restarted.',
};

/** The page of a service that has one workload, of the same name. */
export class ServicePage {
  readonly page: Page;
  readonly card: Locator;
  /** The one switch. */
  readonly keepsData: Locator;
  /** What is being done, while it is. */
  readonly progress: Locator;
  /** What that consists of. */
  readonly steps: Locator;
  /** Asks for a restart. */
  readonly redeploys: Locator;
  /** What was done, on the tab. */
  readonly history: Locator;
  readonly #name: string;
  readonly #hand: Hand;

  private constructor(options: ServicePageOptions) {
    const { page, name, hand } = options;
    this.page = page;
    this.card = cardOf(page);
    this.keepsData = this.card.getByRole('switch', {
      name: 'Keep data across redeploys',
    });
    this.progress = page.getByRole('group', {
      name: `What is being done to ${name}`,
    });
    this.steps = this.progress.getByRole('listitem');
    this.redeploys = this.card.getByRole('button', {
      name: 'Redeploy',
    });
    this.history = page.getByRole('region', { name: 'History' });
    this.#name = name;
    this.#hand = hand;
  }

  static of(options: ServicePageOptions): ServicePage {
    return new ServicePage(options);
  }

  /** Opens the overview, which has the card. */
  async open(): Promise<void> {
    await this.page.goto(componentPath(this.#name));
    await expect(this.keepsData).toBeVisible();
  }

  /** Opens the tab, which has the shelf and the history. */
  async openDetails(): Promise<void> {
    await this.page.goto(tabPath(this.#name));
    await expect(
      this.page.getByRole('heading', { name: 'History' }),
    ).toBeVisible();
  }

  /** Moves the switch on, and answers what the dialog asks; it can be said yes to then. */
  async askToKeep(): Promise<Locator> {
    await expect(this.keepsData).not.toBeChecked();
    await this.#hand.flip(this.keepsData);
    const dialog = this.dialog(`Keep the data of ${this.#name}`);
    await this.#hand.choose(dialog.getByRole('radio', { name: 'Start empty' }));
    return dialog;
  }

  /** Moves the switch off, and returns the dialog that asks. */
  async askToStop(): Promise<Locator> {
    await expect(this.keepsData).toBeChecked();
    await this.#hand.flip(this.keepsData);
    return this.dialog(`Stop keeping the data of ${this.#name}`);
  }

  /** Asks for a restart, and returns the dialog that asks back. */
  async askToRedeploy(): Promise<Locator> {
    await this.#hand.press(this.redeploys);
    return this.dialog(`Redeploy ${this.#name}`);
  }

  /** Asks for data not to be kept after all, and returns the dialog that asks back. */
  async askToUndo(): Promise<Locator> {
    await this.#hand.press(this.card.getByRole('button', { name: 'Undo' }));
    return this.dialog(`Undo: keep the data of ${this.#name}`);
  }

  /** Says yes in a dialog, which then goes. */
  async confirm(dialog: Locator, name: string): Promise<void> {
    await this.#hand.press(dialog.getByRole('button', { name, exact: true }));
    await expect(dialog).toBeHidden();
  }

  /** Waits until what was begun has ended well. */
  async untilDone(outcome: keyof typeof OUTCOMES): Promise<void> {
    await expect(this.card).toContainText(OUTCOMES[outcome]);
    await expect(this.progress).toBeHidden();
  }

  /** Puts away how the last one ended. */
  async dismiss(): Promise<void> {
    const dismiss = this.card.getByRole('button', { name: 'Dismiss' });
    await this.#hand.press(dismiss);
    await expect(dismiss).toBeHidden();
  }

  /** A dialog. */
  dialog(name: string): Locator {
    return this.page.getByRole('dialog', { name });
  }
}

/** Whose page it is, and who uses it. */
export interface ServicePageOptions {
  page: Page;
  name: string;
  hand: Hand;
}
