import type { Client } from '../clients.js';
import { profileName, type Profile } from '../customer.js';
import { hiddenFields, whoYouAre, type FormContext } from './form-context.js';
import { markup, type Markup } from './markup.js';
import { page, problemMark, problemNote } from './page.js';

/** An app with access, and the profile that it has access to. */
export interface LinkedApp {
  readonly client: Client;
  readonly profile: Profile | undefined;
}

/** The customer's settings: which apps have access, and how to revoke it. */
export function settingsPage(context: FormContext, apps: readonly LinkedApp[], problem?: string): Markup {
  return page({
    title: 'Settings',
    body: markup`
    <h2>Linked apps</h2>
    ${apps.length === 0 ? markup`<p>No app has access to your account.</p>` : ''}
    <ul class="apps">${apps.map((app) => linkedApp(context, app))}</ul>
    <h2>Email</h2>
    <p>A new email address disconnects every app.</p>
    ${problemNote(problem)}
    <form method="post" action="/settings/email">
      ${hiddenFields(context)}
      <label for="email">New email</label>
      <input id="email" name="email" type="email" autocomplete="email" required ${problemMark(problem)}>
      <button>Change email</button>
    </form>
    ${whoYouAre(context)}`,
  });
}

function linkedApp(context: FormContext, { client, profile }: LinkedApp): Markup {
  const id = `app-${client.clientId}`;
  return markup`<li>
    <span id="${id}">${client.name} <small>${profile ? profileName(profile) : 'no profile'}</small></span>
    <form method="post" action="/settings/disconnect">
      ${hiddenFields(context)}
      <input type="hidden" name="client" value="${client.clientId}">
      <button class="quiet" aria-describedby="${id}">Disconnect</button>
    </form>
  </li>`;
}
