import { css, type CSSResult } from 'lit';

/** The looks of the card: the page's font and system colours, light or dark as the page's `color-scheme` says. */
export const styles: CSSResult = css`
  :host {
    --_accent: var(--wise-link-accent, light-dark(#1f5f3f, #8fdcb2));
    --_radius: var(--wise-link-radius, 12px);
    display: block;
    max-width: 26rem;
  }
  [hidden],
  :host([hidden]),
  p:empty {
    display: none !important;
  }
  form {
    display: grid;
    gap: 0.75rem;
    padding: 1.25rem;
    border: 1px solid var(--wise-link-border, color-mix(in srgb, currentcolor 20%, transparent));
    border-radius: var(--_radius);
    outline: 0;
    background: var(--wise-link-surface, Canvas);
    color: var(--wise-link-text, CanvasText);
    overflow-wrap: anywhere;
  }
  p {
    margin: 0;
  }
  [id='hint'] {
    font-size: 0.9em;
    opacity: 0.8;
  }
  [part='error'] {
    color: var(--wise-link-danger, light-dark(#a3271d, #ffaea5));
  }
  [part='label'],
  .linked p,
  button {
    font-weight: 600;
  }
  div {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  input,
  button {
    box-sizing: border-box;
    min-height: 44px;
    padding: 0.5rem 1rem;
    border: 1px solid;
    border-radius: calc(var(--_radius) / 1.5);
    background: none;
    color: inherit;
    font: inherit;
  }
  button {
    flex: auto;
    cursor: pointer;
  }
  [part='submit'],
  [part='retry'],
  [part='confirm'],
  :not(.authorizing) > div > [part='launch'] {
    border-color: transparent;
    background: var(--_accent);
    color: var(--wise-link-on-accent, Canvas);
  }
  :focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }
  i {
    position: absolute;
    clip-path: inset(50%);
  }
  [aria-busy='true']::before {
    height: 3px;
    background: linear-gradient(90deg, transparent, var(--_accent), transparent) 0 / 50% repeat-x;
    animation: go 1.2s linear infinite;
    content: '';
  }
  @keyframes go {
    to {
      background-position: 100%;
    }
  }
  @media (prefers-reduced-motion) {
    ::before {
      animation: none !important;
    }
  }
`;
