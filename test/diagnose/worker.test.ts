// Tests the finding about service workers.
import { beforeEach, expect, test, vi } from 'vitest';
import { kindOf } from '../../src/diagnose/redirect-page.js';
import { workerFinding } from '../../src/diagnose/worker.js';

const REDIRECT = `${location.origin}/wise-callback.html`;

const find = (): ReturnType<typeof workerFinding> => workerFinding(REDIRECT, (html) => kindOf(html) === 'ours', 'network');

beforeEach(() => {
  vi.spyOn(navigator.serviceWorker, 'getRegistration').mockResolvedValue(undefined);
});

test('no service worker controls the redirect page', async () => {
  expect(await find()).toMatchObject({ level: 'ok' });
  expect(navigator.serviceWorker.getRegistration).toHaveBeenCalledWith(REDIRECT);
});

test('a service worker that is not active yet is ok', async () => {
  vi.mocked(navigator.serviceWorker.getRegistration).mockResolvedValue({ active: null, scope: location.origin } as ServiceWorkerRegistration);
  expect(await find()).toMatchObject({ level: 'ok' });
});

test('a browser without service workers is ok', async () => {
  vi.spyOn(navigator, 'serviceWorker', 'get').mockReturnValue(undefined as unknown as ServiceWorkerContainer);
  expect(await find()).toMatchObject({ level: 'ok' });
});

test('the frame of the check runs no script, and is removed', async () => {
  const active = { scriptURL: `${location.origin}/sw.js` } as ServiceWorker;
  vi.mocked(navigator.serviceWorker.getRegistration).mockResolvedValue({ active, scope: `${location.origin}/` } as ServiceWorkerRegistration);
  const frames: HTMLIFrameElement[] = [];
  const append = document.body.append.bind(document.body);
  vi.spyOn(document.body, 'append').mockImplementation((frame) => {
    if (frame instanceof HTMLIFrameElement) frames.push(frame);
    append(frame);
  });
  await find();
  expect(frames.map(({ hidden, isConnected, sandbox }) => [hidden, isConnected, sandbox.value])).toEqual([[true, false, 'allow-same-origin']]);
});
