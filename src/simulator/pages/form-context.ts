import type { Flow } from '../flows.js';
import type { Session } from '../sessions.js';
import { markup, type Markup } from './markup.js';

/** The session of a form, and its flow if it has one. */
export interface FormContext {
  readonly session: Session;
  readonly flow: Flow | undefined;
}

/** The hidden fields of every form. */
export function hiddenFields({ session, flow }: FormContext): Markup {
  return markup`<input type="hidden" name="csrf" value="${session.csrf}">
    ${flow ? markup`<input type="hidden" name="flow" value="${flow.id}">` : ''}`;
}

/** Shows who is logged in, with a button to log out. */
export function whoYouAre(context: FormContext): Markup {
  const { standing } = context.session;
  if (standing.step === 'log-in') return markup``;
  return markup`<form class="who" method="post" action="/log-out">
    ${hiddenFields(context)}
    <p>${standing.step === 'in' ? 'Logged in' : 'Logging in'} as <strong>${standing.customer.email}</strong></p>
    <button class="quiet">Not you? Log out</button>
  </form>`;
}
