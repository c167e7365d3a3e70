import { createElement } from 'lwc';
import App from 'bank/app';
import 'wise-link';

document.body.append(createElement('bank-app', { is: App }));
