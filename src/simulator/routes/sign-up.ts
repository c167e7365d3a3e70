import { Hono } from 'hono';
import type { SignUp } from '../customers.js';
import type { WiseEnv } from '../env.js';
import { signUpPage } from '../pages/sign-up.js';
import { goOn, keepSession } from './page-steps.js';

/** The sign-up routes. Sign-up also works within a flow, because Wise's page offers log-in and sign-up. */
export const signUpRoutes = new Hono<WiseEnv>()
  .get('/signup', (c) => c.html(signUpPage(c.get('context'))))
  .post('/signup', (c) => {
    const { customers, sessions } = c.get('wise');
    const context = c.get('context');
    const wanted = readSignUp(c.get('form'));
    if ('problem' in wanted) return c.html(signUpPage(context, wanted.problem), 422);
    if (customers.byEmail(wanted.email)) {
      return c.html(signUpPage(context, 'You’re already a member. Please log in.'), 422);
    }
    sessions.logIn(context.session, customers.signUp(wanted));
    keepSession(c, context.session);
    return goOn(c);
  });

function readSignUp(form: URLSearchParams): SignUp | { problem: string } {
  const field = (name: string) => form.get(name)?.trim() ?? '';
  const [email, password] = [field('email'), field('password')];
  if (!email.includes('@') || password === '') return { problem: 'Enter an email address and a password.' };
  if (field('profile') === 'skip') return { email, password, person: undefined };

  const person = { firstName: field('firstName'), lastName: field('lastName'), dateOfBirth: field('dateOfBirth') };
  const complete = person.firstName && person.lastName && /^\d{4}-\d{2}-\d{2}$/.test(person.dateOfBirth);
  if (!complete) return { problem: 'Enter your name and date of birth, or skip the profile.' };
  return { email, password, person };
}
