/**
 * For Angular, which type-checks elements only through a directive. Copy this file into your application, and add
 * `WiseLinkDirective` to the `imports` of components whose templates have a `<wise-link>`. It also defines the element.
 */
import { Directive, ElementRef, inject, Input } from '@angular/core';
import type { WiseLink } from 'wise-link';
import 'wise-link';

@Directive({ selector: 'wise-link' })
export class WiseLinkDirective {
  readonly #element = inject<ElementRef<WiseLink>>(ElementRef).nativeElement;

  @Input({ required: true }) set environment(value: NonNullable<WiseLink['environment']>) {
    this.#element.environment = value;
  }

  @Input({ required: true, alias: 'client-id' }) set clientId(value: NonNullable<WiseLink['clientId']>) {
    this.#element.clientId = value;
  }

  @Input({ required: true, alias: 'redirect-uri' }) set redirectUri(value: NonNullable<WiseLink['redirectUri']>) {
    this.#element.redirectUri = value;
  }

  @Input({ alias: 'exchange-url' }) set exchangeUrl(value: WiseLink['exchangeUrl']) {
    this.#element.exchangeUrl = value;
  }

  @Input({ alias: 'start-url' }) set startUrl(value: WiseLink['startUrl']) {
    this.#element.startUrl = value;
  }

  @Input({ alias: 'status-url' }) set statusUrl(value: WiseLink['statusUrl']) {
    this.#element.statusUrl = value;
  }

  @Input({ alias: 'email-url' }) set emailUrl(value: WiseLink['emailUrl']) {
    this.#element.emailUrl = value;
  }

  @Input({ alias: 'authorize-url' }) set authorizeUrl(value: WiseLink['authorizeUrl']) {
    this.#element.authorizeUrl = value;
  }

  @Input() set mode(value: WiseLink['mode']) {
    this.#element.mode = value;
  }

  @Input({ alias: 'partner-name' }) set partnerName(value: WiseLink['partnerName']) {
    this.#element.partnerName = value;
  }

  @Input() set theme(value: WiseLink['theme']) {
    this.#element.theme = value;
  }

  @Input() set appearance(value: WiseLink['appearance']) {
    this.#element.appearance = value;
  }

  @Input() set exchange(value: WiseLink['exchange']) {
    this.#element.exchange = value;
  }

  @Input() set headers(value: WiseLink['headers']) {
    this.#element.headers = value;
  }

  @Input() set messages(value: WiseLink['messages']) {
    this.#element.messages = value;
  }
}
