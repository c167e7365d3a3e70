import type { WebDriver, WebElement } from 'selenium-webdriver';
import { until } from '../support/webkit-wait.js';
import type { Customer } from './customer.js';

/** The kinds of things that a customer looks for: a control, a field, a text, or Wise's code. */
type Kind = 'control' | 'field' | 'text' | 'code';

/** A customer in a browser that WebDriver drives, bound to one window. */
export class WebDriverCustomer implements Customer {
  readonly #driver: WebDriver;
  readonly #window: string;

  private constructor(driver: WebDriver, window: string) {
    this.#driver = driver;
    this.#window = window;
  }

  /** The customer in the browser's first window. */
  static async in(driver: WebDriver): Promise<WebDriverCustomer> {
    return new WebDriverCustomer(driver, await driver.getWindowHandle());
  }

  async visit(url: string): Promise<void> {
    await this.#turn();
    await this.#driver.get(url);
  }

  async press(name: string): Promise<void> {
    let place = '';
    // Like Playwright, wait until the element is enabled and no longer moves.
    const control = await until(`“${name}” to stop moving`, async () => {
      const found = await this.#find('control', name);
      const before = place;
      place = JSON.stringify(await found.getRect());
      const canBePressed = await this.#driver.executeScript('return !arguments[0].closest("[aria-disabled]")', found);
      return place === before && canBePressed ? found : undefined;
    });
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
    const code = await this.#find('code');
    return code.getText();
  }

  /** The URL of the current page. */
  async url(): Promise<string> {
    await this.#turn();
    return this.#driver.getCurrentUrl();
  }

  async reload(): Promise<void> {
    await this.#turn();
    await this.#driver.navigate().refresh();
  }

  /** Presses the browser's Back button. */
  async goBack(): Promise<void> {
    await this.#turn();
    await this.#driver.navigate().back();
  }

  /** Closes the window. */
  async close(): Promise<void> {
    await this.#turn();
    await this.#driver.close();
  }

  /** Runs a self-contained function in the page. */
  async evaluate<T>(run: () => Promise<T>): Promise<T> {
    await this.#turn();
    return this.#driver.executeScript<T>(run);
  }

  /** Finds exactly one element, like Playwright in strict mode. */
  async #find(kind: Kind, words = ''): Promise<WebElement> {
    return until(`the ${kind} “${words}”`, async () => {
      await this.#turn();
      const { found, page } = await this.#driver.executeScript<{ found: WebElement[]; page: string }>(look, kind, words);
      if (found.length === 0 || (found.length > 1 && kind !== 'text')) throw new Error(`${found.length} matches on ${page}`);
      return found[0];
    });
  }

  async #turn(): Promise<void> {
    await this.#driver.switchTo().window(this.#window);
  }
}

/** Runs in the page. Returns the visible matches, in shadow roots too, and a description of the page for error messages. */
function look(kind: Kind, words: string): { found: Element[]; page: string } {
  const all = (root: ParentNode): Element[] =>
    [...root.querySelectorAll('*')].flatMap((element) => [element, ...(element.shadowRoot ? all(element.shadowRoot) : [])]);
  const text = ({ textContent }: Node): string => (textContent ?? '').replace(/\s+/g, ' ').trim();
  const finds: Record<Kind, (element: Element) => Element | null | false> = {
    control: (element) =>
      element.matches('button, a[href]') &&
      (element.ariaLabel ?? text(element)) === words &&
      element,
    field: (element) => element instanceof HTMLLabelElement && text(element) === words && element.control,
    // The innermost element with the text.
    text: (element) =>
      text(element).includes(words) && ![...element.children].some((child) => text(child).includes(words)) && element,
    code: (element) => element.matches('output') && element,
  };
  const shown = all(document).filter((element) => element.checkVisibility() && element.getClientRects().length > 0);
  const texts = shown.filter(({ childElementCount }) => childElementCount === 0).map(text);
  return {
    found: shown.flatMap((element) => finds[kind](element) || []),
    page: `${location.origin}${location.pathname}: ${texts.filter(Boolean).join(' | ')}`,
  };
}
