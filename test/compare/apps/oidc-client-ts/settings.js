import { UserManager } from 'oidc-client-ts';

export const users = new UserManager({ authority, client_id: 'compare', redirect_uri: `${location.origin}/redirect.html` });
