import type { Init, Reply } from './http-client.js';
import { formWith, shownCode } from './page.js';
import { SetupError } from './setup-error.js';

// The password of all test customers of the simulator.
const PASSWORD = 'wise';

/** The result of "Give access": the code, and the profile id if the redirect URI received one. */
export interface Consent {
  code: string;
  profileId: string | undefined;
}

/** Sends a request to the simulator. */
export type Send = (url: URL, init?: Init) => Promise<Reply>;

/** Goes through the simulator's pages like a customer, from the authorization request to the consent. */
export async function consent(send: Send, authorizeUrl: URL, email: string): Promise<Consent> {
  const visit = new Visit(send);
  let html = await visit.open(authorizeUrl);
  html = await visit.press(html, 'Log in', { email, password: PASSWORD });
  html = await visit.press(html, 'Continue');
  html = await visit.press(html, 'Give access');
  const code = visit.sentTo?.searchParams.get('code') ?? shownCode(html);
  if (code === undefined) throw new SetupError(`The Wise simulator gave ${email} no code.`);
  return { code, profileId: visit.sentTo?.searchParams.get('profileId') ?? undefined };
}

/** A browser without JavaScript at one server: follows its redirects and keeps its cookie. */
class Visit {
  /** The redirect to another server, if there was one. */
  sentTo: URL | undefined;
  readonly #send: Send;
  #at: URL | undefined;
  #cookie = '';

  constructor(send: Send) {
    this.#send = send;
  }

  async open(url: URL, init: Init = {}): Promise<string> {
    this.#at = url;
    const { headers, text } = await this.#send(url, { ...init, headers: [...(init.headers ?? []), ...(this.#cookie ? [['Cookie', this.#cookie] as const] : [])] });
    this.#cookie = headers.get('Set-Cookie')?.split(';')[0] ?? this.#cookie;
    const location = headers.get('Location');
    if (location === null) return text;
    const next = new URL(location, url);
    if (next.origin === url.origin) return this.open(next);
    this.sentTo = next;
    return '';
  }

  async press(html: string, button: string, fill: Record<string, string> = {}): Promise<string> {
    const form = formWith(html, button);
    if (form === undefined) throw new SetupError(`The Wise simulator shows no button “${button}”: ${headingOf(html)}`);
    for (const [name, value] of Object.entries(fill)) form.fields.set(name, value);
    return this.open(new URL(form.action, this.#at), { method: 'POST', body: String(form.fields), headers: [['Content-Type', 'application/x-www-form-urlencoded']] });
  }
}

// The simulator's error page says why it refused the authorization request.
function headingOf(html: string): string {
  return (/<main.*<\/main>/s.exec(html)?.[0] ?? html).replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ').trim().slice(0, 200);
}
