// The element with all of its endpoints, as docs/set-up.md says.
import 'wise-link';

start((main) => {
  main.innerHTML = `<wise-link environment="sandbox" client-id="bank" mode="popup" redirect-uri="${location.origin}/redirect.html" exchange-url="/api/wise/exchange"
    start-url="/api/wise/start" status-url="/api/wise/status" authorize-url="${authority}"></wise-link><output></output>`;
  const [element] = main.children;
  /** The card shows these by itself. */
  const says = async () => {
    await element.updateComplete;
    if (element.phase === 'linked') shows(main, 'linked', element.link?.displayName ?? '');
    else if (element.phase === 'failed' || told) shows(main, 'says', [...element.shadowRoot.querySelectorAll('p:not([hidden])')].map(({ textContent }) => textContent.trim()).find(Boolean) ?? '');
  };
  let told = false;
  element.addEventListener('wise-link-change', ({ phase, reason }) => {
    told = phase === 'authorizing' && reason !== undefined && reason !== 'open';
    void says();
  });
  void element.updateComplete.then(() => (ready(main), says()));
});
