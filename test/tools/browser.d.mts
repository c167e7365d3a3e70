// Types of browser.mjs, as much of it as TypeScript uses.
export declare function findChromium(): string;
