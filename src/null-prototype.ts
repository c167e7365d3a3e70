/** The same members without a prototype: a polluted `Object.prototype` cannot add to them. */
export const withNullPrototype = <T extends object>(members: T): T => Object.assign(Object.create(null), members);
