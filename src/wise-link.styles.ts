import type { CSSResult } from 'lit';
import { css } from './view/css.js';

/** The looks of the card: the page's font and system colours, light or dark as the page's `color-scheme` says. */
export const styles: CSSResult = css`
  :host {
    --_accent: var(--wise-link-accent, light-dark(#1f5f3f, #8fdcb2));
    --_on-accent: var(--wise-link-on-accent, Canvas);
    --_border: var(--wise-link-border, #8886);
    --_radius: var(--wise-link-radius, 12px);
    display: block;
    max-width: 26rem;
  }
  [hidden],
  :host([hidden]),
  div:not(:has(> :not([hidden]))) {
    display: none !important;
  }
  form {
    display: grid;
    gap: 0.75rem;
    padding: 1.25rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--wise-link-surface, Canvas);
    color: var(--wise-link-text, CanvasText);
    overflow-wrap: anywhere;
    text-wrap: pretty;
  }
  p {
    margin: 0;
    unicode-bidi: plaintext;
  }
  :dir(rtl) > p {
    text-align: right;
  }
  p:empty {
    position: absolute;
  }
  [part='hint'],
  [part='time'],
  [part='reference'] {
    font-size: 0.875em;
  }
  [part='error'] {
    color: var(--wise-link-danger, light-dark(#a3271d, #ffaea5));
  }
  div {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  a,
  input,
  button {
    box-sizing: border-box;
    min-height: 44px;
    padding: 0.5rem 1rem;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) / 1.5);
    background: none;
    color: inherit;
    font: inherit;
  }
  input {
    border-color: currentcolor;
  }
  a,
  button {
    flex: auto;
    cursor: pointer;
    text-align: center;
    text-decoration: none;
  }
  a,
  [part='label'],
  .linked > [role],
  .confirming > p,
  button {
    font-weight: 600;
  }
  button[hidden] + a,
  form:not(.busy, .confirming) button:first-child {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
    forced-color-adjust: none;
  }
  /* A row of their own: a label that counts down gets shorter, and would bring another button under the pointer; and yes
     is as large as no. */
  button[hidden] + a,
  form:not(.busy, .confirming) button:first-child,
  [part='email'],
  .confirming button {
    flex-basis: 100%;
  }
  /* No opacity, which would fade the ring of the focus too. */
  [aria-disabled] {
    color: color-mix(in srgb, currentcolor 60%, #0000);
    cursor: default;
  }
  :focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }
  .linked > [role='status']::before {
    color: var(--_accent);
    content: '✓ ' / '';
  }
  .busy::before {
    height: 3px;
    background: linear-gradient(90deg, #0000, var(--_accent), #0000) 0 / 50%;
    content: '';
    forced-color-adjust: none;
  }
  @keyframes go {
    to {
      background-position: 100%;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .busy::before {
      animation: go 1.2s linear infinite;
    }
  }
  /* System colours are kept as they are: Canvas on the accent would be Canvas on Canvas here. */
  @media (forced-colors: active) {
    :host {
      --_accent: Highlight;
      --_on-accent: HighlightText;
    }
    [aria-disabled] {
      border-color: GrayText;
      color: GrayText;
    }
  }
`;
