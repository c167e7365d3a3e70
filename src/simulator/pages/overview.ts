import { profileName, type Customer } from '../customer.js';
import type { Wise } from '../wise.js';
import { markup, type Markup } from './markup.js';
import { page } from './page.js';
import { switchesForm } from './switches-form.js';

/** The overview page for testers: customers, switches and counters. */
export function overviewPage({ customers, counters, outbox, switches }: Wise): Markup {
  const counts = [
    ['Authorize page', counters.authorize],
    ...Object.entries(counters.token).map(([grant, count]) => [`Token calls: ${grant}`, count]),
    ['Token calls refused', counters.tokenRefused],
    ['Emails sent', outbox.all().length],
  ];
  return page({
    title: 'Overview',
    wide: true,
    body: markup`
    <p>This server simulates Wise, so that a partner can try account linking offline. All data is lost when it
      stops.</p>
    <nav aria-label="Pages"><a href="/outbox">Outbox</a> <a href="/settings">A customer’s settings</a></nav>
    <h2>Customers</h2>
    <table>
      <thead><tr><th scope="col">Customer</th><th scope="col">Profiles</th></tr></thead>
      <tbody>${customers.all().map(customerRow)}</tbody>
    </table>
    <h2>Switches</h2>
    ${switchesForm(switches)}
    <h2>Counters</h2>
    <dl class="counts">${counts.map(([name, count]) => markup`<dt>${name}</dt><dd>${count}</dd>`)}</dl>
    <form method="post" action="/simulator/reset"><button class="quiet">Reset everything</button></form>`,
  });
}

function customerRow({ label, email, profiles, shows }: Customer): Markup {
  return markup`<tr>
    <td><strong>${label}</strong> <small>${email}</small><br>${shows}</td>
    <td>${profiles.length === 0 ? 'none' : profiles.map((profile) =>
      markup`<div>${profileName(profile)} <small>${profile.id.toString()}</small></div>`)}</td>
  </tr>`;
}
