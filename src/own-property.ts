/** Reads own members of untrusted JSON: a polluted `Object.prototype` must not answer for the backend. */

/** An own member, or undefined. */
export const ownProperty = (value: unknown, name: string): unknown =>
  Object.hasOwn(Object(value), name) ? Object(value)[name] : undefined;

/** An own member that is a string, or an empty string. */
export const ownText = (value: unknown, name: string): string => {
  const text = ownProperty(value, name);
  return typeof text === 'string' ? text : '';
};

/** The same, cut to 99 characters, which fit the card. */
export const ownWords = (value: unknown, name: string): string => ownText(value, name).slice(0, 99);

/** An own member that is a number of at least 0, or undefined. */
export const ownNumber = (value: unknown, name: string): number | undefined => {
  const number = ownProperty(value, name);
  return typeof number === 'number' && number >= 0 ? number : undefined;
};
