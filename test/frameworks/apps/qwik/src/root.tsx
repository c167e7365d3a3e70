import { component$, useServerData } from '@builder.io/qwik';
import { App } from './app';
import { Plain } from './plain';

/** A page of the bank. */
export default component$(() => {
  const name = useServerData('name', 'index');
  return (
    <>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Qwik · Meridian Bank</title>
        <link rel="icon" href="data:," />
        {/* The test server inserts the two origins. */}
        <script dangerouslySetInnerHTML="globalThis.BANK = '__BANK__'; globalThis.WISE = '__WISE__';" />
      </head>
      <body>{name === 'index' ? <App /> : <Plain />}</body>
    </>
  );
});
