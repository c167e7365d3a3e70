import { profileName, type Customer } from '../customer.js';
import { CHOICES, type Switches } from '../switches.js';
import type { Wise } from '../wise.js';
import { markup, type Markup } from './markup.js';
import { page } from './page.js';

/** The overview page for testers: customers, switches and counters. */
export function overviewPage({ customers, counters, outbox, switches }: Wise): Markup {
  const counts = [
    ['Authorize page', counters.authorize],
    ...Object.entries(counters.token).map(([grant, count]) => [`Token calls: ${grant}`, count]),
    ['Token calls refused', counters.tokenRefused],
    ['E-mails sent', outbox.all().length],
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

function switchesForm(switches: Switches): Markup {
  return markup`<form method="post" action="/simulator/switches">
    ${select('coop', 'Cross-Origin-Opener-Policy', CHOICES.coop, switches.coop)}
    ${select('profileIdName', 'Name of the profile id', CHOICES.profileIdName, switches.profileIdName)}
    ${select('stateOnError', '“state” comes back with an error', ['true', 'false'], String(switches.stateOnError))}
    ${select('rateLimited', 'API answers 429', ['false', 'true'], String(switches.rateLimited))}
    ${select('unavailable', 'API answers 503', ['false', 'true'], String(switches.unavailable))}
    <label for="latencyMs">Latency in milliseconds</label>
    <input id="latencyMs" name="latencyMs" type="number" min="0" max="600000" value="${switches.latencyMs}" required>
    <button>Save switches</button>
  </form>`;
}

function select(name: keyof Switches, label: string, choices: readonly string[], present: string): Markup {
  const words: Record<string, string> = { '': 'not sent', true: 'yes', false: 'no' };
  return markup`<label for="${name}">${label}</label>
    <select id="${name}" name="${name}">${choices.map((choice) =>
      markup`<option value="${choice}" ${choice === present ? 'selected' : ''}>${words[choice] ?? choice}</option>`)}
    </select>`;
}
