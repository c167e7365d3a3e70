import type { WebDriver, WebElement } from 'selenium-webdriver';
import { until } from '../support/webkit-wait.js';
import type { Customer } from './customer.js';

/** What a customer looks for: something to press, something to type into, something to read, or Wise's code. */
type Kind = 'control' | 'field' | 'text' | 'code';

/** A customer in a browser that WebDriver drives. He stays in his window, whichever the browser was last told to use. */
export class WebDriverCustomer implements Customer {
  readonly #driver: WebDriver;
  readonly #window: string;

  private constructor(driver: WebDriver, window: string) {
    this.#driver = driver;
    this.#window = window;
  }

  /** In the window in which the browser started. */
  static async in(driver: WebDriver): Promise<WebDriverCustomer> {
    return new WebDriverCustomer(driver, await driver.getWindowHandle());
  }

  async visit(url: string): Promise<void> {
    await this.#turn();
    await this.#driver.get(url);
  }

  async press(name: string): Promise<void> {
    let place = '';
    // As with Playwright, not while it is still on its way to its place, where the click would go beside it, nor while it is disabled.
    const control = await until(`“${name}” to stand still`, async () => {
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

  /** The page that he is on. */
  async url(): Promise<string> {
    await this.#turn();
    return this.#driver.getCurrentUrl();
  }

  /** Runs a function in his page, which must not use anything of this side. */
  async evaluate<T>(run: () => Promise<T>): Promise<T> {
    await this.#turn();
    return this.#driver.executeScript<T>(run);
  }

  /** As with Playwright, there must be no doubt about what he presses and where he types. */
  async #find(kind: Kind, words = ''): Promise<WebElement> {
    return until(`the ${kind} “${words}”`, async () => {
      await this.#turn();
      const { found, page } = await this.#driver.executeScript<{ found: WebElement[]; page: string }>(look, kind, words);
      if (found.length === 0 || (found.length > 1 && kind !== 'text')) throw new Error(`${found.length} of it on ${page}`);
      return found[0];
    });
  }

  async #turn(): Promise<void> {
    await this.#driver.switchTo().window(this.#window);
  }
}

/** Runs in the page: what can be seen there of this kind, in shadow roots too, and what the page is, for whoever misses it. */
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
    // Not the whole page around it.
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
