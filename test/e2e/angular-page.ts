// First, as in an application of Angular's: it replaces what the other modules find.
import 'zone.js';
import { NgZone } from '@angular/core';
import '../../src/index.js';

/** Angular's own zone, which waits for its timers and draws after each of them. */
export const zone = new NgZone({ enableLongStackTrace: false });

/** Puts an element into the page as a template of Angular's does. */
export function draw(attributes: Record<string, string>): void {
  zone.run(() => {
    const element = document.createElement('wise-link');
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    document.body.append(element);
  });
}
