import { hiddenFields, type FormContext } from './form-context.js';
import { markup, type Markup } from './markup.js';
import { page, problemMark, problemNote } from './page.js';

/** The sign-up page, with the fields of an account and a personal profile. */
export function signUpPage(context: FormContext, problem?: string): Markup {
  return page({
    title: 'Sign up',
    body: markup`
    ${problemNote(problem)}
    <form method="post" action="/signup">
      ${hiddenFields(context)}
      <label for="email">Email</label>
      <input id="email" name="email" type="email" autocomplete="username" required ${problemMark(problem)}>
      <label for="password">Password</label>
      <input id="password" name="password" type="password" autocomplete="new-password" required>
      <fieldset>
        <legend>Your profile</legend>
        <label for="first-name">First name</label>
        <input id="first-name" name="firstName" autocomplete="given-name">
        <label for="last-name">Last name</label>
        <input id="last-name" name="lastName" autocomplete="family-name">
        <label for="date-of-birth">Date of birth</label>
        <input id="date-of-birth" name="dateOfBirth" type="date" autocomplete="bday">
      </fieldset>
      <button name="profile" value="create">Sign up</button>
      <button class="quiet" name="profile" value="skip">Skip the profile and sign up</button>
    </form>`,
  });
}
