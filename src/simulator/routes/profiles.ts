import { Hono, type Context } from 'hono';
import { reachableProfiles } from '../customer.js';
import type { WiseEnv } from '../env.js';
import { answer } from './api-answer.js';
import { bearerAccess, forbidden } from './bearer.js';
import { profileAnswer } from './profile-answer.js';

/** The routes for the profiles of a customer's token. */
export const profileRoutes = new Hono<WiseEnv>()
  .get('/v2/profiles', (c) => {
    const profiles = profilesInReach(c);
    return profiles instanceof Response ? profiles : answer(c, profiles.map(({ body }) => body));
  })
  .get('/v2/profiles/:id', (c) => {
    const profiles = profilesInReach(c);
    if (profiles instanceof Response) return profiles;
    const wanted = profiles.find(({ id }) => id === c.req.param('id'));
    // The same response for no access and for an unknown id, so that ids cannot be probed.
    return wanted ? answer(c, wanted.body) : forbidden(c, 'the token has no access to this profile');
  });

function profilesInReach(c: Context<WiseEnv>) {
  const access = bearerAccess(c);
  if (access instanceof Response) return access;
  const customer = access.grant && c.get('wise').customers.byId(access.grant.userId);
  if (!customer) return forbidden(c, 'the token is the client’s own; use a customer’s');
  return reachableProfiles(customer, access.grant?.profileId)
    .map((profile) => ({ id: profile.id.toString(), body: profileAnswer(customer, profile) }));
}
