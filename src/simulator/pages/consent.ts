import { profileName, type Profile } from '../customer.js';
import type { Flow } from '../flows.js';
import { ignoredNote } from '../oauth/ignored-note.js';
import { profileKind } from './choose-profile.js';
import { developerStrip } from './developer-strip.js';
import { hiddenFields, whoYouAre, type FormContext } from './form-context.js';
import { markup, type Markup } from './markup.js';
import { messagePage } from './message.js';
import { page } from './page.js';

/** The consent page. */
export function consentPage(context: FormContext, flow: Flow, profile: Profile | undefined): Markup {
  const { client, showCode } = flow.request;
  return page({
    title: `Give ${client.name} access to your Wise account?`,
    body: markup`
    <dl>
      <dt>Profile</dt>
      <dd>${profile ? markup`${profileName(profile)} <small>${profileKind(profile)}</small>` : 'None yet'}</dd>
      <dt>${client.name} can</dt>
      <dd>see your details and balances, and set up transfers</dd>
      <dt>Afterwards</dt>
      <dd>${showCode ? `you get a code to enter at ${client.name}` : `you go back to ${client.name}`}</dd>
    </dl>
    <p>You can take this back at any time in your <a href="/settings">settings</a>.</p>
    <form method="post" action="/oauth/consent">
      ${hiddenFields(context)}
      <div class="actions">
        <button name="decision" value="give">Give access</button>
        <button class="quiet" name="decision" value="decline">Decline</button>
      </div>
    </form>
    ${whoYouAre(context)}
    ${ignoredParameters(flow)}`,
  });
}

function ignoredParameters({ request: { ignored } }: Flow): Markup {
  return ignored.length === 0 ? markup`` : developerStrip(markup`<p>${ignoredNote(ignored)}</p>`);
}

/** The page after "Decline". Wise does not redirect then: it shows its own page, which may have a link back. */
export function declinedPage({ request }: Flow, backUrl: string | undefined): Markup {
  const { name } = request.client;
  return messagePage(
    'You did not give access',
    `${name} cannot see or use your Wise account.`,
    backUrl === undefined ? undefined : { href: backUrl, text: `Back to ${name}` },
  );
}

/** The page that shows the code for the customer to type in. */
export function codePage({ request }: Flow, code: string): Markup {
  const { name } = request.client;
  return page({
    title: `Enter this code at ${name}`,
    body: markup`
    <output id="code" class="code">${code}</output>
    <p>Upper and lower case matter. The code works once, for 30 minutes.</p>
    <p class="problem"><strong>Enter it only where you asked for it yourself.</strong> Whoever has this code can use
      your Wise account. ${name} will never call you and ask for it, and neither will we.</p>`,
  });
}
