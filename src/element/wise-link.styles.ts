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
  /* Without a class, the catalogue is being loaded. */
  [hidden],
  #opens,
  form:not([class]) > *,
  :host([hidden]) {
    display: none !important;
  }
  form {
    --_state: var(--_muted);
    display: flex;
    position: relative;
    flex-direction: column;
    gap: var(--_space);
    box-sizing: border-box;
    min-height: 23em;
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
    min-height: 0;
    padding: 0;
    border: 0;
    background: none;
    box-shadow: none;
  }
  /* The two parties, and the connection between them: dots while they are apart, a line once they have met. */
  #pair {
    display: flex;
    align-self: start;
    align-items: center;
    background: radial-gradient(circle, var(--_state) 1px, #0000 1.5px) 0/6px;
    forced-color-adjust: none;
  }
  :is(.exchanging, .confirming, .linked) #pair {
    background-size: 1px;
  }
  svg {
    width: 3rem;
    box-sizing: border-box;
    padding: 0.75rem;
    border-radius: var(--_radius);
    background-color: var(--_tint);
    color: var(--_accent);
    fill: none;
    stroke: currentcolor;
    stroke-linecap: round;
    stroke-linejoin: round;
    stroke-width: 1.75;
  }
  ::slotted([slot$='logo']) {
    max-width: 5rem;
    max-height: 3rem;
    background: var(--_surface);
  }
  [part='icon'] {
    width: 2.5rem;
    padding: 0.5rem;
    border-radius: 50%;
    margin: 0 1.75rem;
  }
  .busy,
  .confirming {
    --_state: var(--_accent);
  }
  .linked {
    --_state: var(--wise-link-success, var(--_accent));
  }
  .failed {
    --_state: var(--_danger);
  }
  .linked svg {
    color: var(--_on-accent);
    background-color: var(--_state);
  }
  p {
    color: var(--_muted);
    margin: 0;
  }
  /* A line for each sentence: each starts on its own side, whatever the direction of the page. */
  p,
  p > span {
    unicode-bidi: plaintext;
    display: block;
  }
  :dir(rtl) > p {
    text-align: right;
  }
  #hint,
  #time,
  #reference,
  #notice {
    font-size: 0.875em;
  }
  div > p {
    align-self: center;
  }
  /* The same room for a short and a long text: what is below stays in its place. */
  form:not(.first, .confirming, .linked) :is(#status, #error) {
    min-height: 6.4em;
  }
  .failed [part='icon'],
  .awaiting-code #error {
    color: var(--_danger);
  }
  #heading,
  #heading[hidden] ~ :is(#status, #error) > :first-child,
  [data-initials] > :first-child {
    color: var(--_text);
    font-size: 1.25em;
    font-weight: 600;
    line-height: 1.3;
  }
  /* What the customer should know before the click: a line for each sentence. */
  .first #status {
    gap: var(--_space);
    display: grid;
  }
  .first #heading ~ p > span {
    display: list-item;
    margin-inline-start: 1.5rem;
    color: var(--_text);
    list-style: '✓  ';
  }
  #hint {
    padding: var(--_space);
    border: var(--_border);
    border-radius: calc(var(--_radius) / 1.5);
  }
  /* The account, as a tile. */
  [data-initials] {
    display: grid;
    grid: auto / auto 1fr;
    align-items: center;
    gap: 0 var(--_space);
  }
  [data-initials]::before {
    grid-row: 1/3;
    width: 2.5rem;
    border-radius: 50%;
    background-color: var(--_tint);
    color: var(--_accent);
    content: attr(data-initials) / '';
    font-weight: 600;
    line-height: 2.5rem;
    text-align: center;
  }
  [data-initials] > :nth-child(2) {
    display: none;
  }
  div {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) / 1.5) 1rem;
  }
  a,
  input,
  button {
    box-sizing: border-box;
    min-height: max(44px, var(--wise-link-control-height, 0px));
    padding: 0.5rem 1rem;
    border: var(--wise-link-border-width, 1px) solid var(--_muted);
    border-radius: var(--wise-link-control-radius, calc(var(--_radius) / 1.5));
    background: none;
    color: inherit;
    font: inherit;
  }
  /* iOS zooms in on a field whose text is smaller than 16px. */
  input {
    width: 100%;
    min-height: 3.5rem;
    font: 600 max(16px, 1.5em) ui-monospace, monospace;
    letter-spacing: 0.15em;
  }
  [aria-invalid='true'] {
    border-color: var(--_danger);
  }
  a,
  button {
    flex: 100%;
    cursor: pointer;
    text-align: center;
    text-decoration: none;
  }
  #notice,
  label,
  a,
  button {
    font-weight: 600;
  }
  button:where(#email, #instead, #copy, #cancel) {
    min-width: 44px;
    padding-inline: 0;
    border: 0;
    color: var(--_accent);
    font-size: 0.875em;
    text-align: start;
    text-decoration: underline;
  }
  /* An email in its own row: a label that counts down gets shorter, and must not move another button under the pointer. */
  #instead,
  #copy,
  #cancel {
    flex: 0 auto;
  }
  /* Beside the reference, the button that copies it is a drawing of two sheets; its text is its name. */
  #reference:not([hidden]) + #copy {
    font-size: 0;
  }
  #reference:not([hidden]) + #copy::before {
    padding: 5px 4px;
    border: 2px solid;
    border-radius: 2px;
    box-shadow:
      4px -4px 0 -2px var(--_surface),
      4px -4px;
    content: '';
    forced-color-adjust: none;
  }
  [hidden] + a,
  [hidden] + [hidden] + #continue-here,
  form:not(.busy) :is(#launch, #submit) {
    border-color: transparent;
    background-color: var(--_accent);
    color: var(--_on-accent);
    forced-color-adjust: none;
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
  :host([appearance='button']) .first :is(#pair, p) {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  /* Stops within five seconds; otherwise the customer must be able to stop it (WCAG 2.2.2). */
  @keyframes go {
    to {
      transform: translate(20px);
    }
  }
  @keyframes draw {
    from {
      scale: 0.6;
      stroke-dashoffset: 20;
    }
  }
  @media not (prefers-reduced-motion) {
    .busy [part='icon'] {
      animation: go 1.2s 4 alternate;
    }
    .linked [part='icon'] {
      stroke-dasharray: 20;
      animation: draw 0.3s ease-out;
    }
  }
  /* Covers text that the status may change, for at most a second. The controls below it work. */
  @keyframes veil {
    0%,
    99% {
      color: transparent;
      background-color: var(--_tint);
    }
  }
  .asking :is(p, #launch) {
    animation: veil 1s;
  }
  /* System colors: with the default ones, the label of the main button would have the color of its background. */
  @media (forced-colors: active) {
    :host {
      --_on-accent: HighlightText;
      --_accent: Highlight;
    }
    svg {
      color: CanvasText !important;
      background: Canvas !important;
    }
    [aria-disabled] {
      color: GrayText;
    }
  }
  @media (max-width: 22rem) {
    form {
      min-height: 24em;
      padding: calc(var(--_space) * 1.25);
    }
    /* The reference and the button that copies it fit in one row. */
    .failed #cancel {
      flex: 100%;
    }
    form:not(.first, .confirming, .linked) :is(#status, #error) {
      min-height: 8em;
    }
  }
  @media (prefers-contrast: more) {
    :host {
      --_muted: var(--_text);
    }
  }
`;
