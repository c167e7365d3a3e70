// The types of readme.mjs, for its test.
/** The README with absolute links to the files of a version, as the repository’s host shows them. */
export function absolute(readme: string, from: { repository: { url: string }; version: string }): string;
/** Whether package.json still has the address that stands for the repository’s own. */
export function isPlaceholder(from: { repository: { url: string } }): boolean;
