import { createStandardPublicClientApplication } from '@azure/msal-browser';

const application = await createStandardPublicClientApplication({
  auth: { clientId: 'compare', authority, knownAuthorities: [new URL(authority).host], redirectUri: `${location.origin}/redirect.html`, ...(relay && { popupRelayUri: `${location.origin}/relay.html`, popupRelayProtocolVersion: 2 }) },
  system: { protocolMode: 'OIDC' },
});
await application.handleRedirectPromise();
startWith(() => application.loginPopup({ scopes: ['openid'] }).then(({ uniqueId }) => uniqueId));
