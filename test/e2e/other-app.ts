/** ENTRY of another application on the same page, with its own copy of Lit. */
import { html, LitElement, type TemplateResult } from 'lit';

class OtherApp extends LitElement {
  override render(): TemplateResult {
    return html`<p>Another application</p>`;
  }
}

customElements.define('other-app', OtherApp);
addEventListener('DOMContentLoaded', () => document.body.append(new OtherApp()));
