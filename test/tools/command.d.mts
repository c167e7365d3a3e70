// Types of command.mjs, as much of it as TypeScript uses.
export declare function onPath(...names: string[]): string[];
