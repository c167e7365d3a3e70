/// <reference path="places.d.ts" />
import { Component, signal } from '@angular/core';
import { WiseLinkDirective } from './wise-link.directive';

/** A bank's page that can unmount the element, with two flows. */
@Component({
  selector: 'bank-app',
  imports: [WiseLinkDirective],
  template: `
    <main>
      <h1>Angular</h1>
      <p>
        <button (click)="isShown.set(true)">Show</button> <button (click)="isShown.set(false)">Hide</button>
        <button (click)="mode.set('popup')">By popup</button> <button (click)="mode.set('email')">By email</button>
      </p>
      @if (isShown()) {
        <wise-link
          environment="sandbox"
          client-id="bank"
          [redirect-uri]="bank + '/wise-callback.html'"
          [authorize-url]="wise + '/oauth/authorize/'"
          exchange-url="/api/wise/exchange"
          start-url="/api/wise/start"
          email-url="/api/wise/email"
          [mode]="mode()"
          [exchange]="exchange"
          [headers]="headers"
          (wise-link-success)="account.set($event.link.displayName)"
        >
          <a href="/help">Link your Wise account by contacting us</a>
        </wise-link>
      }
      <p>Account: <output>{{ account() }}</output></p>
    </main>
  `,
})
export class App {
  readonly headers = { 'X-Framework': 'angular' };
  readonly isShown = signal(true);
  readonly mode = signal<'popup' | 'email'>('popup');
  readonly account = signal('none');
  readonly bank = BANK;
  readonly wise = WISE;
  readonly exchange = globalThis.EXCHANGE;
}
