/** ENTRY of the site's script: live examples with a fake backend and a fake Wise. */
import { html, LitElement, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import forest from '../../demo/site/themes/forest.css?inline';
import ledger from '../../demo/site/themes/ledger.css?inline';
import neon from '../../demo/site/themes/neon.css?inline';
import '../../src/index.js';
import '../../src/locales/auto.js';
import { FakeWise, SCENARIOS, type Scenario } from '../../src/testing/index.js';
import type { WiseLink } from '../../src/element/wise-link.js';
import { callbackUrl, plays } from './bank.js';
import { styles } from './live-example.styles.js';

const THEMES = { plain: '', forest, ledger, neon };
const LANGUAGES = 'en ar cs da de es fr he hu id it ja ko nb nl pl pt pt-BR ro ru sv th tr uk vi zh-Hans zh-Hant'.split(' ');

/** The choices and their options. */
const CHOICES = {
  scenario: Object.keys(SCENARIOS),
  mode: ['popup', 'email'],
  looks: Object.keys(THEMES),
  theme: ['auto', 'light', 'dark'],
  appearance: ['card', 'button'],
  language: LANGUAGES,
} as const;
type Choice = keyof typeof CHOICES;

let count = 0;

/**
 * `<live-example choices="scenario mode">`: the real element without a real account, with the choices, and with buttons for
 * what a customer does at Wise or with an email.
 */
class LiveExample extends LitElement {
  static override properties: PropertyDeclarations = { choices: {}, mode: {}, scenario: {}, chosen: { state: true }, isReady: { state: true } };
  static override styles = styles;

  /** The names of the choices, separated by spaces. */
  declare choices: string;
  /** The initial options. */
  declare mode: string;
  declare scenario: string;
  declare protected chosen: Readonly<Record<Choice, string>>;
  declare protected isReady: boolean;

  readonly #name = `example-${(count += 1)}`;
  #wise: FakeWise | undefined;
  #run = 0;

  constructor() {
    super();
    this.choices = '';
    this.mode = 'popup';
    this.scenario = 'linked';
    this.isReady = false;
    // The example that was pressed last replaces window.open.
    this.addEventListener('click', () => (this.#wise = this.#wise?.isOpen ? this.#wise : new FakeWise()), { capture: true });
    for (const type of ['wise-link-change', 'wise-link-navigate']) this.addEventListener(type, () => void Promise.resolve().then(() => this.requestUpdate()));
  }

  protected override willUpdate(): void {
    if (this.hasUpdated) return;
    this.chosen = { scenario: this.scenario, mode: this.mode, looks: 'plain', theme: 'auto', appearance: 'card', language: 'en' };
    void this.#restart();
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has('chosen')) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(THEMES[this.chosen.looks as keyof typeof THEMES]);
    this.shadowRoot?.adoptedStyleSheets.splice(1, 1, sheet);
  }

  protected override render(): TemplateResult {
    const asked = this.choices.split(' ').filter((name): name is Choice => Object.hasOwn(CHOICES, name));
    return html`
      <div class="choices">${asked.map((name) => this.#choice(name))}<button @click=${this.#again}>Start over</button></div>
      ${asked.includes('scenario') ? html`<p>${SCENARIOS[this.chosen.scenario as Scenario]}</p>` : nothing}
      ${this.isReady ? keyed(this.#run, this.#element()) : html`<p>One moment …</p>`} ${this.#outside()}
    `;
  }

  #element(): TemplateResult {
    const { mode, theme, appearance, language } = this.chosen;
    const at = `/api/${this.#name}`;
    return html`<wise-link
      environment="sandbox"
      client-id=${this.#name}
      redirect-uri=${callbackUrl}
      exchange-url="${at}/exchange"
      email-url="${at}/email"
      status-url="${at}/status"
      partner-name="Meridian Bank"
      mode=${mode}
      theme=${theme}
      appearance=${appearance}
      lang=${language}
      dir=${/^(ar|he)/.test(language) ? 'rtl' : 'ltr'}
    ></wise-link>`;
  }

  #choice(name: Choice): TemplateResult {
    const label = (value: string): string => (name === 'language' ? (new Intl.DisplayNames([value], { type: 'language' }).of(value) ?? value) : value);
    return html`<label>
      ${name}
      <select name=${name} @change=${this.#choose}>
        ${CHOICES[name].map((value) => html`<option value=${value} ?selected=${value === this.chosen[name]}>${label(value)}</option>`)}
      </select>
    </label>`;
  }

  /** Renders what happens outside of the page: at Wise, and in the customer's mail. */
  #outside(): TemplateResult | typeof nothing {
    if (this.#wise?.isOpen) {
      return html`<section aria-label="Wise">
        <p>This replaces the Wise window. Customers log in there.</p>
        <button @click=${this.#atWise} value="gives">Give access</button>
        <button @click=${this.#atWise} value="declines">Decline</button>
        <button @click=${this.#atWise} value="closes">Close the window</button>
      </section>`;
    }
    if (this.#wiseLink?.phase !== 'awaiting-code') return nothing;
    return html`<section aria-label="Email"><p>This replaces the email. After its link, Wise shows the code <code>G2s8EJ</code>.</p></section>`;
  }

  get #wiseLink(): WiseLink | null | undefined {
    return this.shadowRoot?.querySelector('wise-link');
  }

  readonly #atWise = ({ currentTarget }: Event): void => {
    const { value } = currentTarget as HTMLButtonElement;
    if (value === 'gives') this.#wise?.givesAccess();
    else if (value === 'declines') this.#wise?.declines();
    else this.#wise?.closes();
    this.requestUpdate();
  };

  readonly #choose = ({ target }: Event): void => {
    const { name, value } = target as HTMLSelectElement;
    this.chosen = { ...this.chosen, [name]: value };
    if (name === 'scenario' || name === 'mode') void this.#restart();
  };

  readonly #again = (): void => void this.#restart();

  /** Creates a new element with a reset backend. */
  async #restart(): Promise<void> {
    this.#wiseLink?.reset();
    this.#wise?.closes();
    await plays(this.chosen.scenario as Scenario, `/api/${this.#name}`);
    this.#run += 1;
    this.isReady = true;
    this.requestUpdate();
  }
}

customElements.define('live-example', LiveExample);
