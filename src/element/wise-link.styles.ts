import { css } from './view/css.js';

/** The styles of the card: the page's font and system colors, light or dark by the page's `color-scheme`. */
export const applyStyles = css`
  /* The default colors are mixed with CanvasText, so that they have enough contrast in light and dark. */
  :host {
    --_surface: var(--wise-link-surface,Canvas);
    --_text: var(--wise-link-text,CanvasText);
    --_muted: var(--wise-link-muted,color-mix(in srgb,var(--_text) 72%,var(--_surface)));
    --_accent: var(--wise-link-accent,color-mix(in srgb,#39b075 54%,CanvasText));
    --_on-accent: var(--wise-link-on-accent,Canvas);
    --_tint: var(--wise-link-tint,color-mix(in srgb,var(--_accent) 12%,var(--_surface)));
    --_danger: var(--wise-link-danger,color-mix(in srgb,#ff4735 54%,CanvasText));
    --_border: var(--wise-link-border-width,1px) solid var(--wise-link-border,#8886);
    --_radius: var(--wise-link-radius,12px);
    --_space: var(--wise-link-space,0.75rem);
    display: block;
    max-width: var(--wise-link-width, 26rem);
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  [hidden],
  #opens,
  :host([hidden]) {
    display: none !important;
  }
  /* A separate rule: a browser without :has() ignores the whole rule. */
  div:not(:has(> :not([hidden]))) {
    display: none !important;
  }
  form {
    display: grid;
    position: relative;
    grid-template-columns: auto minmax(0, 1fr);
    gap: var(--_space);
    box-sizing: border-box;
    padding: calc(var(--_space) * 1.75);
    border: var(--_border);
    border-radius: var(--_radius);
    background-color: var(--_surface);
    box-shadow: var(--wise-link-shadow);
    color: var(--_text);
    font-family: var(--wise-link-font);
    font-size: var(--wise-link-font-size);
    overflow-wrap: anywhere;
    text-wrap: pretty;
  }
  form:lang(ko) {
    word-break: keep-all;
  }
  form:lang(ja) {
    word-break: auto-phrase;
  }
  :host([appearance='button']) form {
    padding: 0;
    border: 0;
    background: none;
    box-shadow: none;
  }
  form > * {
    grid-column: 1 / -1;
  }
  svg {
    grid-column: 1;
    width: 1.5rem;
    padding: 0.5rem;
    border-radius: 50%;
    background-color: var(--_tint);
    color: var(--_accent);
    fill: none;
    stroke: currentcolor;
    stroke-linecap: round;
    stroke-linejoin: round;
    stroke-width: 1.75;
  }
  .failed > svg {
    background-color: color-mix(in srgb, var(--_danger) 12%, var(--_surface));
    color: var(--_danger);
  }
  .linked > svg {
    color: var(--wise-link-success, var(--_accent));
  }
  svg + p,
  .failed > #error {
    grid-column: 2;
    align-self: center;
  }
  /* The catalogue is being loaded. */
  form:not([class]) {
    min-height: 8rem;
  }
  form:not([class]) > * {
    display: none;
  }
  p {
    margin: 0;
    unicode-bidi: plaintext;
  }
  :dir(rtl) > p {
    text-align: right;
  }
  :where(#hint, #time, #next, #reference) {
    color: var(--_muted);
    font-size: 0.875em;
  }
  #error {
    color: var(--_danger);
  }
  div {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) / 1.5);
  }
  a,
  input,
  button {
    box-sizing: border-box;
    min-height: max(44px, var(--wise-link-control-height, 0px));
    padding: 0.5rem 1rem;
    border: var(--_border);
    border-radius: var(--wise-link-control-radius, calc(var(--_radius) / 1.5));
    background: none;
    color: inherit;
    font: inherit;
  }
  input {
    border-color: currentcolor;
  }
  [aria-invalid='true'] {
    border-color: var(--_danger);
  }
  a,
  button {
    flex: auto;
    cursor: pointer;
    text-align: center;
    text-decoration: none;
  }
  a,
  label,
  .linked > #status,
  .confirming > p,
  button {
    color: inherit;
    font-weight: 600;
  }
  button[hidden] + a,
  form:not(.busy, .confirming) #launch {
    border-color: transparent;
    background-color: var(--_accent);
    color: var(--_on-accent);
    forced-color-adjust: none;
  }
  /* Each in its own row: a label that counts down gets shorter, and must not move another button under the pointer. */
  button[hidden] + a,
  form:not(.busy, .confirming) #launch,
  #email {
    flex-basis: 100%;
  }
  /* "Yes" and "no" have the same size, also if one has two lines. */
  .confirming div {
    display: grid;
    grid: 1fr 1fr / auto;
  }
  /* No opacity: it would also fade the focus ring. */
  [aria-disabled] {
    color: var(--_muted);
    cursor: default;
  }
  :focus-visible {
    outline: var(--wise-link-focus-width, 3px) solid var(--wise-link-focus, var(--_accent));
    outline-offset: 2px;
  }
  /* Hidden visually. On one line, or screen readers would read the words without spaces. */
  [role='status'],
  :host([appearance='button']) .first > :is(svg, p) {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .busy::before {
    position: absolute;
    inset: 0 auto auto var(--_radius);
    width: calc(50% - var(--_radius));
    height: 3px;
    background: linear-gradient(90deg, #0000, var(--_accent), #0000);
    content: '';
    forced-color-adjust: none;
  }
  /* Stops within five seconds; otherwise the customer must be able to stop it (WCAG 2.2.2). */
  @keyframes go {
    to {
      transform: translateX(100%);
    }
  }
  @keyframes draw {
    from {
      stroke-dashoffset: 20;
    }
  }
  @media not (prefers-reduced-motion) {
    .busy::before {
      animation: go 1.2s 4 alternate;
    }
    .linked path {
      stroke-dasharray: 20;
      animation: draw 0.25s ease-out;
    }
  }
  /* Covers text that the status may change, for at most a second. The controls below it work. */
  @keyframes veil {
    0%,
    99% {
      border-color: transparent;
      background-color: var(--_tint);
      color: transparent;
    }
  }
  .asking > :is(svg, p),
  .asking #launch {
    border-radius: calc(var(--_radius) / 2);
    animation: veil 1s;
  }
  /* System colors: with the default ones, the label of the main button would have the color of its background. */
  @media (forced-colors: active) {
    :host {
      --_accent: Highlight;
      --_on-accent: HighlightText;
    }
    svg {
      background: none !important;
      color: CanvasText !important;
    }
    [aria-disabled] {
      border-color: GrayText;
      color: GrayText;
    }
  }
  /* iOS zooms in on a field with smaller text. */
  @media (any-pointer: coarse) {
    input {
      font-size: max(16px, 1em);
    }
  }
  @media (max-width: 22rem) {
    form {
      padding: calc(var(--_space) * 1.25);
    }
    svg {
      padding: 0;
      background: none !important;
    }
  }
  @media print {
    div {
      display: none;
    }
  }
`;
