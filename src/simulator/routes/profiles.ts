import { Hono, type Context } from 'hono';
import { reachableProfiles, type Customer, type Profile } from '../customer.js';
import type { WiseEnv } from '../env.js';
import { answer } from './api-answer.js';
import { withVersion } from './api-paths.js';
import { bearerAccess, forbidden } from './bearer.js';
import { withNewValues } from './new-values.js';
import { oldProfileAnswer } from './old-profile-answer.js';
import { profileAnswer } from './profile-answer.js';
import { userAnswer } from './user-answer.js';

/** What a customer's token gives access to. */
interface Reach {
  readonly customer: Customer;
  readonly profiles: readonly Profile[];
}

type Format = (customer: Customer, profile: Profile) => Record<string, unknown>;

/** The routes for the user and the profiles of a customer's token. The first version of the API has another format of profiles. */
export const profileRoutes = new Hono<WiseEnv>()
  .on('GET', withVersion('/v1/me'), (c) => {
    const reach = reachOf(c);
    return reach instanceof Response ? reach : answer(c, userAnswer(reach.customer));
  })
  .on('GET', withVersion('/v2/profiles'), (c) => list(c, profileAnswer))
  .on('GET', withVersion('/v2/profiles/:id'), (c) => single(c, profileAnswer))
  .get('/v1/profiles', (c) => list(c, oldProfileAnswer))
  .get('/v1/profiles/:id', (c) => single(c, oldProfileAnswer));

function list(c: Context<WiseEnv>, format: Format): Response {
  const reach = reachOf(c);
  if (reach instanceof Response) return reach;
  const profiles = reach.profiles.map((profile) => format(reach.customer, profile));
  return answer(c, c.get('wise').switches.newValues ? withNewValues(profiles) : profiles);
}

function single(c: Context<WiseEnv>, format: Format): Response {
  const reach = reachOf(c);
  if (reach instanceof Response) return reach;
  const wanted = reach.profiles.find(({ id }) => id.toString() === c.req.param('id'));
  // The same response for no access and for an unknown id, so that ids cannot be probed.
  return wanted ? answer(c, format(reach.customer, wanted)) : forbidden(c, 'the token has no access to this profile');
}

function reachOf(c: Context<WiseEnv>): Reach | Response {
  const access = bearerAccess(c);
  if (access instanceof Response) return access;
  const customer = access.grant && c.get('wise').customers.byId(access.grant.userId);
  if (!customer) return forbidden(c, 'the token is the client’s own; use a customer’s');
  return { customer, profiles: reachableProfiles(customer, access.grant?.profileId) };
}
