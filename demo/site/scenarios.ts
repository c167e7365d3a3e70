/** A page of the demo, for one way to link a Wise account. */
export interface Scenario {
  path: string;
  name: string;
  text: string;
}

/** The ways to link, in the recommended order. */
export const scenarios: readonly Scenario[] = [
  { path: '/popup.html', name: 'Popup', text: 'Wise opens in a new window; the bank’s page stays open.' },
  { path: '/redirect.html', name: 'Redirect', text: 'Wise opens in this tab and returns through the redirect page.' },
  { path: '/same-page.html', name: 'Same page', text: 'Wise opens in this tab and returns to the same page.' },
  { path: '/email.html', name: 'Email', text: 'Wise sends an email with a link to a code, which you enter at the bank.' },
  { path: '/mismatch.html', name: 'Another person', text: 'A person with the same name logs in at Wise and is refused.' },
  { path: '/script-tag.html', name: 'Script tag', text: 'A popup with the minimal set-up: one script tag and one endpoint.' },
];
