// Rows about the element in its page: upgrade, changes, memory.
import type { Browser, Page } from 'playwright';
import { productTag } from './pages.js';
import type { Row, Side, Sides } from './rounds.js';
import { inTab } from './tab.js';

/** The URL of the site, and the script of each side. */
export interface Elements extends Record<Exclude<Side, 'before'>, string> {
  url: string;
  before: string | undefined;
}

declare global {
  interface Window {
    /** Defines the elements that were held back. */
    upgrade: () => void;
    /** Waits for the next task, and for the layout. */
    settle: () => Promise<void>;
  }
}

/** Puts elements into the page; with `isHeld`, they are upgraded later. */
async function mount(page: Page, elements: Elements, name: Side, count: number, isHeld: boolean): Promise<void> {
  await page.evaluate((holds) => {
    const held: [string, CustomElementConstructor][] = [];
    const define = customElements.define.bind(customElements);
    if (holds) customElements.define = (tag, type) => void held.push([tag, type]);
    window.upgrade = () => held.forEach(([tag, type]) => define(tag, type));
    window.settle = async () => {
      const { port1, port2 } = new MessageChannel();
      await new Promise((resolve) => {
        port1.onmessage = resolve;
        port2.postMessage(0);
      });
      void document.body.offsetHeight;
    };
  }, isHeld);
  await page.addScriptTag({ content: elements[name] ?? '' });
  const tag = name === 'other' ? '<plain-card></plain-card>' : productTag(elements.url);
  await page.evaluate((html) => (document.body.innerHTML = html), tag.repeat(count));
  // Until the page is drawn and the browser has nothing left to do.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50))));
}

export function elementRows(browser: Browser, elements: Elements): Row[] {
  const each = (measure: (name: Side) => Promise<number>): Sides => ({
    product: () => measure('product'),
    other: () => measure('other'),
    before: elements.before ? () => measure('before') : undefined,
  });
  /** The processor time that a piece of work in a page takes. */
  const cpu = (count: number, isHeld: boolean, work: (page: Page, name: Side) => Promise<void>): Sides =>
    each((name) =>
      inTab(browser, `${elements.url}/empty.html`, async (tab) => {
        await mount(tab.page, elements, name, count, isHeld);
        const before = await tab.cpu();
        await work(tab.page, name);
        return (await tab.cpu()) - before;
      }),
    );
  const upgrade = (count: number, target: number): Row => ({
    name: `upgrade of ${count}, with style and layout`,
    other: 'the same card by hand',
    unit: 'ms',
    target,
    sides: cpu(count, true, (page) =>
      page.evaluate(() => {
        window.upgrade();
        return window.settle();
      }),
    ),
  });
  return [
    upgrade(1, 1.4),
    upgrade(100, 1.15),
    upgrade(1000, 1.1),
    {
      name: '40 changes of the phase',
      other: 'the same card by hand',
      unit: 'ms',
      target: 1.5,
      sides: cpu(1, false, (page) =>
        page.evaluate(async () => {
          for (let change = 0; change < 40; change += 1) {
            const isCode = change % 2 === 0;
            const card = document.body.firstElementChild;
            if (!(card instanceof HTMLElement)) return;
            if ('show' in card && typeof card.show === 'function') card.show(isCode);
            else if (isCode) (card as HTMLElementTagNameMap['wise-link']).open({ mode: 'email' }).catch(() => {});
            else (card as HTMLElementTagNameMap['wise-link']).reset();
            await window.settle();
          }
        }),
      ),
    },
    {
      name: '40 changes of an attribute',
      other: 'the same card by hand',
      unit: 'ms',
      target: 1.3,
      sides: cpu(1, false, (page) =>
        page.evaluate(async () => {
          for (let change = 0; change < 40; change += 1) {
            document.body.firstElementChild?.setAttribute('partner-name', `Bank ${change}`);
            await window.settle();
          }
        }),
      ),
    },
    {
      name: 'memory of 1,000 elements',
      other: 'the same card by hand',
      unit: 'MB',
      target: 1.1,
      sides: each((name) =>
        inTab(browser, `${elements.url}/empty.html`, async (tab) => {
          await mount(tab.page, elements, name, 1, false);
          const before = await tab.memory();
          await tab.page.evaluate(() => document.body.append(...Array.from({ length: 1000 }, () => document.body.firstElementChild?.cloneNode(true) ?? '')));
          await tab.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50))));
          return ((await tab.memory()) - before) / 2 ** 20;
        }),
      ),
    },
  ];
}
