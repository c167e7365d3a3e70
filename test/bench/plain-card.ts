import type { Browser } from 'playwright';
import { inTab } from './tab.js';

/**
 * Writes the script of `<plain-card>`: what somebody would write by hand for exactly this card. It has the elements and the style
 * sheet of the product's idle card, changes only what differs in the code field's phase, and knows nothing about Wise.
 */
export async function plainCard(browser: Browser, pageUrl: string): Promise<string> {
  const { html, css } = await inTab(browser, pageUrl, ({ page }) =>
    page.evaluate(async () => {
      const element = document.querySelector('wise-link');
      await element?.updateComplete;
      const root = element?.shadowRoot;
      return { html: root?.innerHTML ?? '', css: [...(root?.adoptedStyleSheets[0]?.cssRules ?? [])].map(({ cssText }) => cssText).join('\n') };
    }),
  );
  return `(() => {
const template = document.createElement('template');
template.innerHTML = ${JSON.stringify(html)};
const sheet = new CSSStyleSheet();
sheet.replaceSync(${JSON.stringify(css)});
customElements.define('plain-card', class extends HTMLElement {
  static observedAttributes = ['partner-name'];
  #form; #parts = {};
  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    const content = template.content.cloneNode(true);
    this.#form = content.querySelector('form');
    for (const name of ['status', 'hint', 'label', 'input', 'launch', 'cancel', 'instead']) this.#parts[name] = content.querySelector('#' + name);
    root.append(content);
    for (const type of ['click', 'submit', 'keydown']) this.#form.addEventListener(type, this);
  }
  handleEvent(event) {
    if (event.type === 'submit') event.preventDefault();
    else if (event.type === 'click' && event.target.closest('#launch')) open('https://wise.com/?state=' + crypto.randomUUID(), '', 'popup');
  }
  attributeChangedCallback(_, __, name) {
    this.#parts.status.textContent = 'Log in at Wise and choose what to share with ' + name + '. Your password stays there.';
  }
  show(isCode) {
    const { status, hint, label, input, launch, cancel, instead } = this.#parts;
    this.#form.className = isCode ? 'awaiting-code' : 'idle first';
    status.textContent = isCode ? 'Enter the code that Wise showed you.' : 'Log in at Wise and choose what to share.';
    launch.firstChild.textContent = isCode ? 'Continue' : 'Connect your Wise account';
    for (const [part, text] of [[hint, 'Never share this code with anyone.'], [label, 'Code from Wise'], [cancel, 'Cancel'], [instead, 'Log in at Wise instead']]) {
      part.textContent = isCode ? text : '';
      part.hidden = !isCode;
    }
    input.hidden = !isCode;
  }
});
})();`;
}
