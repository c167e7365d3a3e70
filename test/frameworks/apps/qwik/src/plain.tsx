import { component$, useVisibleTask$ } from '@builder.io/qwik';

/** A page that passes a function, an object and a listener where Qwik has attributes. */
export const Plain = component$(() => {
  useVisibleTask$(async () => {
    await import('wise-link');
  });
  return (
    <wise-link
      environment="sandbox"
      client-id="bank"
      redirect-uri={`${globalThis.BANK}/wise-callback.html`}
      exchange={async () => ({})}
      headers={{ 'X-Framework': 'qwik' }}
      on-wise-link-success$={() => undefined}
    />
  );
});
