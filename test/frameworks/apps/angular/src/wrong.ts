import { Component } from '@angular/core';
import { WiseLinkDirective } from './wise-link.directive';

/** Each of these elements must be a type error. */
@Component({
  selector: 'wrong-app',
  imports: [WiseLinkDirective],
  template: `
    <wise-link environment="prod" client-id="bank" [redirect-uri]="uri"></wise-link>
    <wise-link environment="sandbox" [redirect-uri]="uri"></wise-link>
    <wise-link environment="sandbox" client-id="bank" [redirect-uri]="uri" [enviroment]="'sandbox'"></wise-link>
    <wise-link environment="sandbox" client-id="bank" [redirect-uri]="uri" mode="tab"></wise-link>
    <wise-link environment="sandbox" client-id="bank" [redirect-uri]="uri" headers="X-CSRF: 1"></wise-link>
    <wise-link environment="sandbox" client-id="bank" [redirect-uri]="uri" (wise-link-success)="$event.error"></wise-link>
  `,
})
export class Wrong {
  readonly uri = 'https://bank.example/wise-callback.html';
}
