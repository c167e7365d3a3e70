import { Key, type WebDriver, type WebElement } from 'selenium-webdriver';
import { until } from '../support/webkit-wait.js';
import type { Customer } from './customer.js';

type Kind = 'control' | 'field' | 'text';

/** A customer in a browser that WebDriver drives. */
export class WebDriverCustomer implements Customer {
  readonly #driver: WebDriver;
  readonly #window: string;

  private constructor(driver: WebDriver, window: string) {
    this.#driver = driver;
    this.#window = window;
  }

  /** In the window that the browser has now. */
  static async at(driver: WebDriver): Promise<WebDriverCustomer> {
    return new WebDriverCustomer(driver, await driver.getWindowHandle());
  }

  async visit(url: string): Promise<void> {
    await this.#look();
    await this.#driver.get(url);
  }

  async press(name: string): Promise<void> {
    const control = await this.#find('control', name);
    await control.click();
  }

  async pressAndFollow(name: string): Promise<WebDriverCustomer> {
    const before = await this.#driver.getAllWindowHandles();
    await this.press(name);
    const opened = await until(`the window that “${name}” opens`, async () => {
      const handles = await this.#driver.getAllWindowHandles();
      return handles.find((handle) => !before.includes(handle));
    });
    return new WebDriverCustomer(this.#driver, opened);
  }

  async type(label: string, text: string): Promise<void> {
    const field = await this.#find('field', label);
    await field.clear();
    await field.sendKeys(text);
  }

  async reads(text: string): Promise<void> {
    await this.#find('text', text);
  }

  async readsCode(): Promise<string> {
    return '';
  }

  /** Runs a function in the page. */
  async evaluate<T>(run: () => Promise<T>): Promise<T> {
    await this.#look();
    return this.#driver.executeScript<T>(run);
  }

  async #find(kind: Kind, words: string): Promise<WebElement> {
    return until(`the ${kind} “${words}”`, async () => {
      await this.#look();
      const [found] = await this.#driver.executeScript<WebElement[]>(visible, kind, words);
      return found;
    });
  }

  async #look(): Promise<void> {
    await this.#driver.switchTo().window(this.#window);
  }
}

/** Runs in the page. */
function visible(kind: Kind, words: string): Element[] {
  const all = (root: ParentNode): Element[] =>
    [...root.querySelectorAll('*')].flatMap((element) => [element, ...(element.shadowRoot ? all(element.shadowRoot) : [])]);
  const text = ({ textContent }: Node): string => (textContent ?? '').replace(/\s+/g, ' ').trim();
  const seen = all(document).filter((element) => element.checkVisibility() && element.getClientRects().length > 0);
  switch (kind) {
    case 'control':
      return seen.filter(
        (element) => element.matches('button, a[href]') && [words, `${words} (opens a new window)`].includes(element.ariaLabel ?? text(element)),
      );
    case 'field':
      return seen.flatMap((element) => (element instanceof HTMLLabelElement && element.control && text(element) === words ? [element.control] : []));
    case 'text':
      return seen.filter((element) => text(element).includes(words) && ![...element.children].some((child) => text(child).includes(words)));
  }
}
