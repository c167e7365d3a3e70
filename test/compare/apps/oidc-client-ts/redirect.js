import { users } from './settings.js';

void users.signinPopupCallback();
