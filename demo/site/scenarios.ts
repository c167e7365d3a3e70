/** A page of the demo that links a Wise account in its own way. */
export interface Scenario {
  path: string;
  name: string;
  text: string;
}

/** The ways to link, in the order in which they are worth trying. */
export const scenarios: readonly Scenario[] = [
  { path: '/popup.html', name: 'Popup', text: 'Wise opens in a window of its own; the bank’s page stays where it is.' },
  { path: '/redirect.html', name: 'Redirect', text: 'Wise opens in this tab and comes back by way of the redirect page.' },
  { path: '/same-page.html', name: 'Same page', text: 'Wise opens in this tab and comes back to the very page that was left.' },
  { path: '/email.html', name: 'E-mail', text: 'Wise sends an e-mail; it leads to a code, which is entered at the bank.' },
  { path: '/mismatch.html', name: 'Another person', text: 'Somebody with the same name logs in at Wise, and is refused.' },
  { path: '/script-tag.html', name: 'Script tag', text: 'The popup again, with the least that it takes: one script tag and one endpoint.' },
];
