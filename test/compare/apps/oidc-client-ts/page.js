import { users } from './settings.js';

startWith(() => users.signinPopup().then((user) => user.profile.sub));
