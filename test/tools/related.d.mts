// Types of related.mjs.
export declare const SCHEDULES: string;
export declare function relatedTests(changed: readonly string[]): string[];
