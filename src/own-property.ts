/** A member that the object itself holds: a polluted `Object.prototype` must not answer for the backend. */
export const own = (value: unknown, name: string): unknown =>
  Object.hasOwn(Object(value), name) ? Object(value)[name] : undefined;

/** A member that is a text; else an empty one. */
export const ownText = (value: unknown, name: string): string => {
  const text = own(value, name);
  return typeof text === 'string' ? text : '';
};

/** The same, cut to a length that fits a card. */
export const ownWords = (value: unknown, name: string): string => ownText(value, name).slice(0, 99);

/** A member that is a number from 0 up, or undefined. */
export const ownNumber = (value: unknown, name: string): number | undefined => {
  const number = own(value, name);
  return typeof number === 'number' && number >= 0 ? number : undefined;
};
