import { LightningElement } from 'lwc';

const { BANK, WISE, EXCHANGE } = globalThis;

/** A bank's page that can unmount the element, with two flows. */
export default class App extends LightningElement {
  isShown = true;
  mode = 'popup';
  account = 'none';
  redirectUri = `${BANK}/wise-callback.html`;
  authorizeUrl = `${WISE}/oauth/authorize/`;
  headers = { 'X-Framework': 'lwc' };
  exchange = EXCHANGE;

  constructor() {
    super();
    // Templates refuse event names with a hyphen.
    this.template.addEventListener('wise-link-success', ({ link }) => (this.account = link.displayName));
  }

  show() {
    this.isShown = true;
  }

  hide() {
    this.isShown = false;
  }

  byPopup() {
    this.mode = 'popup';
  }

  byEmail() {
    this.mode = 'email';
  }
}
