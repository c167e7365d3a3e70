/** ENTRY of an application of somebody else's, on the same page, with a Lit of its own. */
import { html, LitElement, type TemplateResult } from 'lit';

class OtherApp extends LitElement {
  override render(): TemplateResult {
    return html`<p>Another application</p>`;
  }
}

customElements.define('other-app', OtherApp);
addEventListener('DOMContentLoaded', () => document.body.append(new OtherApp()));
