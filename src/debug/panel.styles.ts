/** The styles of the panel. `!important` on the host, so that the page's rules for `div` do not move or hide it. */
export const styles = `
:host {
  --surface: #ffffff;
  --text: #17211c;
  --quiet: #5d6b64;
  --line: #0000001a;
  --accent: #1f5f3f;
  --bad: #a3271d;
  all: initial !important;
  display: block !important;
  position: fixed !important;
  inset: auto 1rem 1rem auto !important;
  z-index: 2147483647 !important;
  color-scheme: light !important;
}
section {
  display: flex;
  flex-direction: column;
  box-sizing: border-box;
  width: 23rem;
  max-width: calc(100vw - 2rem);
  max-height: min(20rem, 45vh);
  overflow: hidden;
  border: 1px solid var(--line);
  border-radius: 12px;
  background: var(--surface);
  box-shadow: 0 8px 32px #0003;
  color: var(--text);
  font: 12px/1.5 system-ui, sans-serif;
  text-align: left;
}
header {
  display: flex;
  gap: 0.25rem;
  align-items: center;
  padding: 0.375rem 0.375rem 0.375rem 0.875rem;
  border-bottom: 1px solid var(--line);
}
strong {
  flex: 1;
  font-weight: 600;
}
button {
  min-height: 28px;
  padding: 0 0.625rem;
  border: 0;
  border-radius: 6px;
  background: none;
  color: var(--quiet);
  font: inherit;
  cursor: pointer;
}
button:hover {
  background: var(--line);
  color: var(--text);
}
:focus-visible {
  outline: 2px solid var(--accent);
  outline-offset: -2px;
}
ol {
  margin: 0;
  padding: 0.5rem 0.875rem;
  overflow: auto;
  overscroll-behavior: contain;
  border-radius: 0 0 12px 12px;
  list-style: none;
}
li {
  display: flex;
  gap: 0.75rem;
  padding: 0.125rem 0;
  overflow-wrap: anywhere;
}
.at {
  flex: none;
  min-width: 4.25rem;
  color: var(--quiet);
  font-variant-numeric: tabular-nums;
  text-align: right;
}
.element {
  flex: none;
  max-width: 6rem;
  color: var(--quiet);
}
ol:not(.named) .element,
.element:empty {
  display: none;
}
.page {
  color: var(--quiet);
}
.good > .text {
  color: var(--accent);
  font-weight: 600;
}
.bad > .text {
  color: var(--bad);
}
@media (prefers-color-scheme: dark) {
  :host {
    --surface: #17211c;
    --text: #e8efeb;
    --quiet: #9fb0a7;
    --line: #ffffff21;
    --accent: #8fdcb2;
    --bad: #ffaea5;
    color-scheme: dark !important;
  }
}
@media print {
  :host {
    display: none !important;
  }
}
`;
