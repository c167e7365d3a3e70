import { expect, type Locator } from '@playwright/test';
import { PlaywrightCustomer } from './playwright-customer.js';

/** More Tab presses than any page of the demo needs. */
const LONGEST_WAY = 60;

/** A customer without a mouse: reaches every control with Tab, checks that the focus is visible, and presses Enter. */
export class KeyboardCustomer extends PlaywrightCustomer {
  override async press(name: string): Promise<void> {
    await this.#reaches(this.control(name));
    await expect(this.control(name)).toBeEnabled(); // The answers are disabled for half a second.
    // Pressing the key may close the window before it is released.
    await this.page.keyboard.press('Enter').catch((error: unknown) => {
      if (!this.page.isClosed()) throw error;
    });
  }

  override async pressAndFollow(name: string): Promise<KeyboardCustomer> {
    const { page } = await super.pressAndFollow(name);
    return new KeyboardCustomer(page);
  }

  override async type(label: string, text: string): Promise<void> {
    await this.#reaches(this.page.getByLabel(label));
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.type(text);
  }

  async #reaches(control: Locator): Promise<void> {
    await control.waitFor();
    for (let tabs = 0; tabs < LONGEST_WAY; tabs += 1) {
      const isHere = await control.evaluate((element) => element.matches(':focus'));
      const isSeen = isHere && (await control.evaluate((element) => element.matches(':focus-visible') && getComputedStyle(element).outlineStyle !== 'none'));
      if (isSeen) return;
      if (isHere) throw new Error('The focus is not visible');
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not reach ${String(control)}`);
  }
}
