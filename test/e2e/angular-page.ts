// Must be first, as in an Angular application: zone.js replaces globals that the other modules use.
import 'zone.js';
import { NgZone } from '@angular/core';
import '../../src/index.js';

/** Angular's zone, which runs change detection after each of its timers. */
export const zone = new NgZone({ enableLongStackTrace: false });

/** Adds an element to the page, as an Angular template does. */
export function draw(attributes: Record<string, string>): void {
  zone.run(() => {
    const element = document.createElement('wise-link');
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    document.body.append(element);
  });
}
