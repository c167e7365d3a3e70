import { runPopupRelay } from '@azure/msal-browser/popup-relay';

void runPopupRelay({ protocolVersion: 2 });
