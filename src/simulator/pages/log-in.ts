import type { Customer } from '../customer.js';
import { PASSWORD } from '../seed.js';
import { hiddenFields, whoYouAre, type FormContext } from './form-context.js';
import { markup, type Markup } from './markup.js';
import { page, problemMark, problemNote } from './page.js';

/** The log-in page. Below the form, each test customer can be logged in with one click. */
export function logInPage(context: FormContext, customers: readonly Customer[], problem?: string): Markup {
  const { flow } = context;
  return page({
    title: 'Log in',
    body: markup`
    <p>${flow ? `to continue to ${flow.request.client.name}` : 'to see the apps that you have linked'}</p>
    ${problemNote(problem)}
    <form method="post" action="/log-in">
      ${hiddenFields(context)}
      <label for="email">Email</label>
      <input id="email" name="email" type="email" autocomplete="username" required ${problemMark(problem)}>
      <label for="password">Password</label>
      <input id="password" name="password" type="password" autocomplete="current-password" required>
      <button>Log in</button>
    </form>
    <p>New here? <a href="/signup${flow ? `?flow=${flow.id}` : ''}">Sign up</a></p>
    <section aria-labelledby="test-customers">
      <h2 id="test-customers">Test customers</h2>
      <p>The password of all is <code>${PASSWORD}</code>.</p>
      <ul class="customers">${customers.map((customer) => testCustomer(context, customer))}</ul>
    </section>`,
  });
}

function testCustomer(context: FormContext, { userId, email, password, label, shows }: Customer): Markup {
  return markup`<li>
    <form method="post" action="/log-in">
      ${hiddenFields(context)}
      <input type="hidden" name="email" value="${email}">
      <input type="hidden" name="password" value="${password}">
      <button class="quiet" aria-describedby="shows-${userId}">Log in as ${label}</button>
    </form>
    <span id="shows-${userId}">${shows}</span>
  </li>`;
}

/** The page for the second factor. */
export function twoFactorPage(context: FormContext, problem?: string): Markup {
  return page({
    title: 'Enter your 6-digit code',
    body: markup`
    <p>You have 2-factor authentication on. The code is always <code>111111</code>, as in Wise’s sandbox.</p>
    ${problemNote(problem)}
    <form method="post" action="/two-factor">
      ${hiddenFields(context)}
      <label for="code">6-digit code</label>
      <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required ${problemMark(problem)}>
      <button>Continue</button>
    </form>
    ${whoYouAre(context)}`,
  });
}
