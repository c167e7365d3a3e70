/** The events of the element, as the templates of frameworks listen to them. */
import type {} from '../events.js';

type Name = Extract<keyof HTMLElementEventMap, `wise-link-${string}`>;

/** `wise-link-exit` as `WiseLinkExit`. */
type Pascal<Text extends string> = Text extends `${infer First}-${infer Rest}` ? `${Capitalize<First>}${Pascal<Rest>}` : Capitalize<Text>;

/** A handler for each event, under its name with something before it: `onwise-link-exit`, `on:wise-link-exit`. */
export type Handlers<Prefix extends string> = {
  [Event in Name as `${Prefix}${Event}`]?: ((event: HTMLElementEventMap[Event]) => void) | undefined;
};

/** The same in camel case: `onWiseLinkExit`. */
export type CamelHandlers = {
  [Event in Name as `on${Pascal<Event>}`]?: ((event: HTMLElementEventMap[Event]) => void) | undefined;
};
