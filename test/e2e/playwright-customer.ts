import { expect, type Locator, type Page } from '@playwright/test';
import type { Customer } from './customer.js';

/** A customer in a browser that Playwright drives. */
export class PlaywrightCustomer implements Customer {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async visit(url: string): Promise<void> {
    await this.page.goto(url);
  }

  async press(name: string): Promise<void> {
    await this.control(name).click();
  }

  async pressAndFollow(name: string): Promise<PlaywrightCustomer> {
    const [opened] = await Promise.all([this.page.context().waitForEvent('page'), this.press(name)]);
    return new PlaywrightCustomer(opened);
  }

  async type(label: string, text: string): Promise<void> {
    await this.page.getByLabel(label).fill(text);
  }

  async reads(text: string): Promise<void> {
    await expect(this.page.getByText(text).first()).toBeVisible();
  }

  async readsCode(): Promise<string> {
    return this.page.locator('#code').innerText();
  }

  /** Finds a control by its name. The launch button's name also says that it opens a window. */
  protected control(name: string): Locator {
    const exact = new RegExp(`^${name.replace(/[?()]/g, '\\$&')}( \\(opens a new window\\))?$`);
    return this.page.getByRole('button', { name: exact }).or(this.page.getByRole('link', { name: exact }));
  }
}
