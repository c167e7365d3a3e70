/** The same members without a prototype: a polluted `Object.prototype` cannot add to them. */
export const bare = <T extends object>(members: T): T => Object.assign(Object.create(null), members);
