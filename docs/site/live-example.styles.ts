import { css } from 'lit';

/** Styles of the frame around a live example. The colors are custom properties of the site. */
export const styles = css`
  :host {
    padding: 1.25rem;
    border: 1px solid var(--vp-c-divider);
    border-radius: 12px;
    background: var(--vp-c-bg-soft);
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1rem;
    align-items: end;
    margin-bottom: 1rem;
    font-size: 0.875rem;
  }
  label {
    display: grid;
  }
  button,
  select {
    min-height: 2rem;
    padding: 0 0.75rem;
    border: 1px solid var(--vp-c-border);
    border-radius: 6px;
    background: var(--vp-c-bg);
    color: var(--vp-c-text-1);
    font: inherit;
  }
  button {
    cursor: pointer;
  }
  p {
    margin: 0 0 1rem;
    font-size: 0.875rem;
    color: var(--vp-c-text-2);
  }
  section {
    margin-top: 1rem;
    padding: 1rem 1rem 0.75rem;
    border: 1px dashed var(--vp-c-border);
    border-radius: 8px;
    font-size: 0.875rem;
  }
`;
