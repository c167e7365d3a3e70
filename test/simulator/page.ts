/** A form as a browser would send it: its fields with their values, and its buttons. */
export interface Form {
  readonly action: string;
  readonly fields: URLSearchParams;
  readonly buttons: readonly Button[];
}

interface Button {
  readonly label: string;
  readonly name: string | undefined;
  readonly value: string;
}

/** A page of the simulator, with a parser for only the HTML that the simulator writes. */
export class Page {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;

  private constructor(response: Response, html: string) {
    this.url = response.url;
    this.status = response.status;
    this.headers = response.headers;
    this.html = html;
  }

  static async read(response: Response): Promise<Page> {
    return new Page(response, await response.text());
  }

  get heading(): string {
    return textOf(/<h1>(.*?)<\/h1>/s.exec(this.html)?.[1] ?? '');
  }

  /** The visible text, in one line. */
  get text(): string {
    return textOf(/<main.*<\/main>/s.exec(this.html)?.[0] ?? '');
  }

  get forms(): Form[] {
    return [...this.html.matchAll(/<form[^>]*action="([^"]*)"[^>]*>(.*?)<\/form>/gs)].map(([, action = '', body = '']) => ({
      action: decoded(action),
      fields: fieldsOf(body),
      buttons: [...body.matchAll(/<button([^>]*)>(.*?)<\/button>/gs)].map(([, tag = '', label = '']) =>
        ({ label: textOf(label), name: attribute(tag, 'name'), value: attribute(tag, 'value') ?? '' })),
    }));
  }

  /** The form with this button. Throws with the page's text, which shows the actual page. */
  formWith(buttonLabel: string): { form: Form; button: Button } {
    for (const form of this.forms) {
      const button = form.buttons.find(({ label }) => label === buttonLabel);
      if (button) return { form, button };
    }
    throw new Error(`No button "${buttonLabel}" on: ${this.text}`);
  }

  /** The `href` of the link with this text. */
  link(text: string): string | undefined {
    const links = [...this.html.matchAll(/<a [^>]*href="([^"]*)"[^>]*>(.*?)<\/a>/gs)];
    const [, href] = links.find(([, , label = '']) => textOf(label) === text) ?? [];
    return href === undefined ? undefined : decoded(href);
  }

  /** The radio buttons: the label and value of each. */
  get choices(): Map<string, string> {
    const labels = [...this.html.matchAll(/<label class="choice">(.*?)<\/label>/gs)];
    return new Map(labels.map(([, body = '']) => [textOf(body), attribute(body, 'value') ?? '']));
  }
}

function fieldsOf(body: string): URLSearchParams {
  const fields = new URLSearchParams();
  for (const [tag] of body.matchAll(/<input[^>]*>/g)) {
    const name = attribute(tag, 'name');
    const unchecked = attribute(tag, 'type') === 'radio' && !/\schecked\b/.test(tag);
    if (name !== undefined && !unchecked) fields.set(name, attribute(tag, 'value') ?? '');
  }
  for (const [, name = '', options = ''] of body.matchAll(/<select[^>]*name="([^"]*)"[^>]*>(.*?)<\/select>/gs)) {
    fields.set(name, attribute(/<option[^>]*selected[^>]*>/.exec(options)?.[0] ?? '', 'value') ?? '');
  }
  return fields;
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? undefined : decoded(value);
}

function textOf(html: string): string {
  return decoded(html.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ').trim();
}

function decoded(text: string): string {
  return text.replace(/&quot;/g, '"').replace(/&#39;/g, '\'').replace(/&lt;/g, '<').replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}
