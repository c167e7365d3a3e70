import type { AuthorizeRefusal, Unregistered } from '../oauth/authorize-request.js';
import { developerStrip } from './developer-strip.js';
import { markup, type Markup } from './markup.js';
import { page } from './page.js';

/** The page for a refused authorization request. For developers it lists what is registered, and how to register more. */
export function refusalPage({ problem, unregistered }: AuthorizeRefusal): Markup {
  return page({
    title: 'We can’t link your account',
    body: markup`<p>${problem}</p>${unregistered ? developerStrip(advice(unregistered)) : ''}`,
  });
}

function advice({ what, sent, registered, option }: Unregistered): Markup {
  return markup`
    <p>${sent === '' ? `The ${what} is missing.` : markup`The ${what} <code>${sent}</code> is not registered.`}
      Wise compares every character.${registered.length === 0 ? ' None is registered.' : ' Registered:'}</p>
    <ul>${registered.map((one) => markup`<li><code>${one}</code></li>`)}</ul>
    <p>To register another, start the simulator with <code>${option} ${sent === '' ? '…' : sent}</code>, or add it to the
      file of <code>--config</code>.</p>`;
}
