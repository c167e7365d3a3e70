import { createHash } from 'node:crypto';

/** The style sheet of all pages. Deliberately neutral: the design and trademarks of Wise are not ours. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f4f5f7; --card: #fff; --ink: #1c2330; --soft: #566074; --line: #d5dae2; --field: #8a93a5;
  --accent: #2f4ea3; --on-accent: #fff; --warn: #8a2b12; --warn-back: #fdf1ec;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #12151b; --card: #1b2029; --ink: #e8ebf1; --soft: #a3adbf; --line: #323a48; --field: #78839a;
    --accent: #9db5ff; --on-accent: #10182f; --warn: #ffb59e; --warn-back: #33201a;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
header { padding: .75rem 1.25rem; display: flex; flex-wrap: wrap; gap: 0 .75rem; font-size: .875rem;
  color: var(--soft); }
header a { font-weight: 600; color: var(--ink); text-decoration: none; }
main {
  max-width: 30rem; margin: 0 auto 2rem; padding: 1.5rem 1.25rem; background: var(--card);
  border: 1px solid var(--line); border-width: 1px 0;
}
main.wide { max-width: 56rem; }
@media (min-width: 34rem) {
  main { margin: 1.5rem auto 3rem; padding: 2rem; border-width: 1px; border-radius: .75rem; }
}
h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.25; text-wrap: balance; }
h2 { margin: 2rem 0 .5rem; font-size: 1.0625rem; }
p { margin: .5rem 0; }
small { color: var(--soft); }
a { color: var(--accent); }
form { margin: 1rem 0 0; }
label, legend { display: block; margin: .75rem 0 .25rem; font-weight: 600; }
fieldset { margin: 1rem 0 0; padding: 0; border: 0; }
legend { padding: 0; }
input:not([type=radio]), select {
  width: 100%; min-height: 2.75rem; padding: .5rem .75rem; font: inherit; color: inherit; background: var(--card);
  border: 1px solid var(--field); border-radius: .5rem;
}
button, .button {
  display: block; width: 100%; min-height: 2.75rem; margin: 1rem 0 0; padding: .5rem 1rem; font: inherit;
  font-weight: 600; line-height: 1.625; text-align: center; text-decoration: none; cursor: pointer;
  color: var(--on-accent); background: var(--accent); border: 1px solid var(--accent); border-radius: .5rem;
}
button.quiet { color: var(--accent); background: transparent; border-color: var(--line); }
button:hover, .button:hover { filter: brightness(1.08); }
button.quiet:hover { background: var(--page); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.choice {
  display: flex; gap: .75rem; align-items: center; min-height: 2.75rem; margin: .5rem 0; padding: .75rem;
  font-weight: 400; border: 1px solid var(--line); border-radius: .5rem; cursor: pointer;
}
.choice:has(:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
.choice input { width: 1.125rem; height: 1.125rem; margin: 0; accent-color: var(--accent); flex: none; }
.choice small, dd small, li small { display: block; }
.actions { display: flex; flex-wrap: wrap; gap: 0 .75rem; }
.actions button { flex: 1 1 10rem; }
.problem {
  margin: 1rem 0; padding: .75rem 1rem; color: var(--warn); background: var(--warn-back); border-radius: .5rem;
}
.code {
  display: block; margin: 1rem 0; padding: 1rem; text-align: center; font: 600 2rem/1.2 ui-monospace, monospace;
  letter-spacing: .15em; overflow-wrap: anywhere; background: var(--page); border-radius: .5rem; user-select: all;
}
.developers { margin-top: 1.5rem; padding: 1rem; font-size: .875rem; border: 1px dashed var(--field); border-radius: .5rem; }
.developers h2 { margin: 0; font-size: 1rem; }
.developers code { overflow-wrap: anywhere; }
.developers li { margin: .25rem 0; }
.who {
  display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center; justify-content: space-between;
  margin-top: 1.5rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: .875rem;
}
.who p { margin: 0; overflow-wrap: anywhere; }
.who button { width: auto; margin: 0; }
ul { margin: 0; padding: 0; list-style: none; }
.customers li { padding: .75rem 0; border-top: 1px solid var(--line); }
.customers form { margin: 0; }
.customers button { margin: 0 0 .25rem; }
.customers li > span { font-size: .875rem; color: var(--soft); }
.apps li { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; justify-content: space-between; }
.apps form, .apps button { width: auto; margin: 0; }
dl { margin: 1rem 0; }
dt { font-size: .875rem; color: var(--soft); }
dd { margin: 0 0 .75rem; }
.counts { display: grid; grid-template-columns: 1fr auto; gap: .25rem 1rem; }
.counts dd { margin: 0; font-variant-numeric: tabular-nums; }
article { margin-top: 1.5rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
article h2 { margin: 0; }
nav { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; }
table { width: 100%; border-collapse: collapse; font-size: .875rem; }
th, td { padding: .5rem .75rem .5rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
`;

/** The hash of the style sheet, for the pages' Content-Security-Policy. */
export const STYLE_HASH = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;
