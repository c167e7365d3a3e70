import type { Plant } from './source.js';

/** A bug that somebody could make. */
export interface Planted {
  bug: string;
  plants: Plant[];
}

/** Each of these has to be found: so it is shown that the test can fail. */
export const PLANTED: readonly Planted[] = [
  {
    bug: 'the attempt ends when the window seems closed',
    plants: [
      {
        file: 'launch/popup.ts',
        from: 'if (this.#window) watch(this.#window, signal, () => hint(\'gone\'));',
        to: 'if (this.#window?.closed) throw new Error(); if (this.#window) watch(this.#window, signal, () => this.launch({ url, state }, signal, hint, false));',
      },
    ],
  },
  {
    bug: 'whoever has a letter may bring it: its state is not compared',
    plants: [
      { file: 'launch/mailbox.ts', from: "if (letter.searchParams.get('state') !== state) return;", to: '' },
      { file: 'oauth/read-callback.ts', from: "if (values.get('state') !== state) throw new LinkError('state_mismatch');", to: '' },
    ],
  },
  {
    bug: 'a deep link’s state is not compared',
    plants: [
      { file: 'linking.ts', from: "if (letter?.searchParams.get('state') !== this.#attempt.state) return false;", to: 'if (!letter) return false;' },
      { file: 'oauth/read-callback.ts', from: "if (values.get('state') !== state) throw new LinkError('state_mismatch');", to: '' },
    ],
  },
  {
    bug: 'a message’s origin is not compared',
    plants: [{ file: 'launch/mailbox.ts', from: 'if (origin !== location.origin || !source ||', to: 'if (!source ||' }],
  },
  {
    bug: 'each retry has a key of its own',
    plants: [{ file: 'linking.ts', from: "if (request) this.#session.send({ phase: 'exchanging', request });", to: 'if (request) this.#session.send(handover(request.payload));' }],
  },
  {
    bug: 'the time limit goes before letters that waited',
    plants: [{ file: 'activity.ts', from: '    await after(STEP, signal);\n', to: '' }],
  },
  {
    bug: 'the note stays when the attempt is over',
    plants: [{ file: 'linking.ts', from: '        forget(this.#attempt.state);\n', to: '' }],
  },
  {
    bug: 'the code stands in the note',
    plants: [{ file: 'linking.ts', from: 'const { phase, via }: Details & { via?: Via } = this.state;', to: "const { via, request }: Details & { via?: Via } = this.state; const phase = JSON.stringify(request) ?? this.state.phase;" }],
  },
  {
    bug: 'the code stands in an error',
    plants: [{ file: 'oauth/read-callback.ts', from: "if (!isSound || !code) throw new LinkError('authorization_failed');", to: "if (!isSound || !code) throw new LinkError('authorization_failed', {}, href);" }],
  },
  {
    bug: 'an element that is taken out goes on listening',
    plants: [{ file: 'linking.ts', from: '    this.#session.pause();\n', to: '' }],
  },
  {
    bug: 'nothing is heard over the channel',
    plants: [{ file: 'launch/mailbox.ts', from: "hear(data, 'channel')", to: 'void data' }],
  },
  {
    bug: 'an attempt has no end of time',
    plants: [{ file: 'activity.ts', from: 'while (Date.now() < expires) await', to: 'for (;;) await' }],
  },
  {
    bug: 'the letter stays in the address bar',
    plants: [{ file: 'launch/mailbox.ts', from: "history.replaceState(history.state, '', url);", to: ';' }],
  },
  {
    bug: 'what Wise says is shown to the customer',
    plants: [{ file: 'view/view.ts', from: 'error: error && words', to: 'error: error && String(error.correlationId) + words' }],
  },
  {
    bug: 'the e-mail has no way back',
    plants: [{ file: 'view/view.ts', from: "cancel: (retry || isTyping || !!window || phase === 'requesting-email')", to: 'cancel: (retry || isTyping || !!window)' }],
  },
];
