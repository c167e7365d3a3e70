/** Copies a text when the button is pressed, and says so in the status. */
export function copyOn(button: HTMLElement, status: HTMLElement, text: () => string): void {
  button.addEventListener('click', () => {
    navigator.clipboard.writeText(text()).then(
      () => (status.textContent = 'Copied.'),
      () => (status.textContent = 'The browser did not allow it. Select the text and copy it.'),
    );
  });
}
