import { raw } from 'hono/html';
import { markup, type Markup } from './markup.js';
import { STYLE } from './style.js';

/** A whole page with one heading. */
export function page({ title, body, wide = false }: { title: string; body: Markup; wide?: boolean }): Markup {
  return markup`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${title} · Wise simulator</title>
  <link rel="icon" href="data:,">
  <style>${raw(STYLE)}</style>
</head>
<body>
  <header><a href="/simulator">Wise simulator</a> <span>for testing: no real accounts, no real money</span></header>
  <main class="${wide ? 'wide' : ''}">
    <h1>${title}</h1>
    ${body}
  </main>
</body>
</html>`;
}

/** The error message of the submitted form; empty without a problem. */
export function problemNote(problem: string | undefined): Markup {
  return problem === undefined ? markup`` : markup`<p class="problem" id="problem" role="alert">${problem}</p>`;
}

/** Attributes that connect a field with the error message. */
export function problemMark(problem: string | undefined): Markup {
  return problem === undefined ? markup`` : markup`aria-invalid="true" aria-describedby="problem"`;
}
