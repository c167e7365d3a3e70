import { Page } from './page.js';

/** A Wise customer with a browser without JavaScript: follows links, forms and redirects, and keeps cookies. */
export class WiseCustomer {
  readonly #wise: string;
  #cookie: string | undefined;
  #page: Page | undefined;

  constructor(wiseUrl: string) {
    this.#wise = wiseUrl;
  }

  /** The current page. */
  get page(): Page {
    if (!this.#page) throw new Error('The customer has not opened any page yet.');
    return this.#page;
  }

  /** The browser's cookie at Wise. */
  get cookie(): string | undefined {
    return this.#cookie;
  }

  /** The code on the page, if there is one. */
  get shownCode(): string | undefined {
    return /<output id="code"[^>]*>([^<]*)<\/output>/.exec(this.page.html)?.[1];
  }

  /** Opens a page of the simulator. */
  async open(path: string): Promise<Page> {
    await this.#go(new URL(path, this.#wise));
    return this.page;
  }

  /** Opens the partner's authorization request. */
  async authorize(url: string | URL): Promise<Page> {
    return this.open(String(url));
  }

  /** Logs in as a test customer, with one click. */
  async logInAs(label: string): Promise<Page> {
    return this.press(`Log in as ${label}`);
  }

  async logIn(email: string, password: string): Promise<Page> {
    return this.press('Log in', { email, password });
  }

  async twoFactor(code: string): Promise<Page> {
    return this.press('Continue', { code });
  }

  /** Chooses the profile with this name, or keeps the preselected one. */
  async chooseProfile(name?: string): Promise<Page> {
    if (name === undefined) return this.press('Continue');
    const [, profile] = [...this.page.choices].find(([label]) => label.startsWith(name)) ?? [];
    if (profile === undefined) throw new Error(`No profile "${name}" on: ${this.page.text}`);
    return this.press('Continue', { profile });
  }

  /** Gives access. Returns the URL of the next page: the partner's redirect URI, or the page with the code. */
  async giveAccess(): Promise<URL> {
    const { form, button } = this.page.formWith('Give access');
    return this.#send(form.action, withButton(form.fields, button));
  }

  /** Declines. Returns the URL of the link back, if the page has one. */
  async decline(): Promise<URL | undefined> {
    const page = await this.press('Decline');
    const href = [...page.html.matchAll(/>Back to ([^<]*)</g)].map(([, name = '']) => page.link(`Back to ${name}`))[0];
    return href === undefined ? undefined : new URL(href);
  }

  /** Fills in the form of a button and presses it. */
  async press(label: string, fill: Record<string, string> = {}): Promise<Page> {
    const { form, button } = this.page.formWith(label);
    const fields = withButton(form.fields, button);
    for (const [name, value] of Object.entries(fill)) fields.set(name, value);
    await this.#send(form.action, fields);
    return this.page;
  }

  /** Posts a form, also one that no page shows. */
  async post(path: string, fields: URLSearchParams): Promise<Page> {
    await this.#send(path, fields);
    return this.page;
  }

  #send(path: string, fields: URLSearchParams): Promise<URL> {
    return this.#go(new URL(path, this.#wise), { method: 'POST', body: fields });
  }

  async #go(url: URL, init: RequestInit = {}): Promise<URL> {
    const headers = { accept: 'text/html', ...(this.#cookie !== undefined && { cookie: this.#cookie }) };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    this.#cookie = response.headers.get('set-cookie')?.split(';')[0] ?? this.#cookie;
    const location = response.headers.get('location');
    if (location !== null) {
      await response.body?.cancel();
      const next = new URL(location, url);
      return next.origin === url.origin ? this.#go(next) : next;
    }
    this.#page = await Page.read(response);
    return url;
  }
}

function withButton(fields: URLSearchParams, { name, value }: { name: string | undefined; value: string }): URLSearchParams {
  if (name !== undefined) fields.set(name, value);
  return fields;
}
