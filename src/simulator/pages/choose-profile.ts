import { profileName, type Customer, type Profile } from '../customer.js';
import { hiddenFields, whoYouAre, type FormContext } from './form-context.js';
import { markup, type Markup } from './markup.js';
import { page, problemNote } from './page.js';

/** The page where the customer chooses the one profile to give access to. */
export function chooseProfilePage(context: FormContext, customer: Customer, problem?: string): Markup {
  return page({
    title: 'Choose a profile',
    body: markup`
    ${problemNote(problem)}
    <form method="post" action="/oauth/profile">
      ${hiddenFields(context)}
      <fieldset>
        <legend>Which profile do you want to link?</legend>
        ${customer.profiles.map((profile, index) => choice(profile, index === 0))}
      </fieldset>
      <button>Continue</button>
    </form>
    ${whoYouAre(context)}`,
  });
}

function choice(profile: Profile, checked: boolean): Markup {
  return markup`<label class="choice">
    <input type="radio" name="profile" value="${profile.id.toString()}" required ${checked ? 'checked' : ''}>
    <span>${profileName(profile)} <small>${profileKind(profile)}</small></span>
  </label>`;
}

/** "Personal profile" or "Business profile". */
export function profileKind({ type }: Profile): string {
  return type === 'PERSONAL' ? 'Personal profile' : 'Business profile';
}

/** The page for a customer without a profile. */
export function noProfilePage(context: FormContext): Markup {
  return page({
    title: 'You have no profile yet',
    body: markup`
    <p>Your account has neither a personal nor a business profile. You can go on without one.</p>
    <form method="post" action="/oauth/profile">
      ${hiddenFields(context)}
      <button>Continue without a profile</button>
    </form>
    ${whoYouAre(context)}`,
  });
}
