import { FakeWise, type Grant } from '../../../src/testing/index.js';
import { make } from '../make.js';
import type { WiseLink } from '../../../src/index.js';

/** What a customer can do at Wise, and the parameters of the authorization response (RFC 6749 sections 4.1.2 and 4.1.2.1). */
const ANSWERS = {
  'Give access': { code: 'G2s8EJ' },
  'Decline': { error: 'access_denied' },
} as const satisfies Record<string, Grant | { error: string }>;

/** Buttons in place of the Wise window, for a playground without a simulator. Nothing is opened. */
export function pretendWise(screen: HTMLElement): HTMLElement {
  // For the empty window that the element opens in the click.
  new FakeWise();
  const panel = make('div', { hidden: true, className: 'wise' }, make('p', {}, 'This replaces the Wise window. Customers log in there.'));
  let asked: { element: WiseLink; url: URL } | undefined;
  for (const [label, answer] of Object.entries(ANSWERS)) {
    const button = make('button', { type: 'button' }, label);
    button.addEventListener('click', () => {
      if (asked) asked.element.handleCallback(responseTo(asked.url, answer));
    });
    panel.append(button);
  }
  screen.addEventListener('wise-link-navigate', (event) => {
    event.preventDefault();
    asked = { element: event.target as WiseLink, url: new URL(event.url) };
  });
  screen.addEventListener('wise-link-change', ({ phase }) => (panel.hidden = phase !== 'authorizing'));
  return panel;
}

function responseTo({ searchParams }: URL, answer: Readonly<Record<string, string>>): string {
  const url = new URL(searchParams.get('redirect_uri') ?? '');
  for (const [name, value] of Object.entries({ ...answer, state: searchParams.get('state') ?? '' })) url.searchParams.set(name, value);
  return url.href;
}
