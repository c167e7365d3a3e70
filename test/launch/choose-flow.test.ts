import { describe, expect, test } from 'vitest';
import type { Mode } from '../../src/config.js';
import { chooseFlow, type Device, type Flow } from '../../src/launch/choose-flow.js';

const DESKTOP: Device = { isHandheld: false, isInstalled: false, isInApp: false, isFramed: false };

describe('chooseFlow', () => {
  test.each<[Mode | undefined, boolean, Partial<Device>, Flow]>([
    ['auto', false, {}, 'popup'],
    [undefined, false, {}, 'popup'],
    ['auto', false, { isHandheld: true }, 'redirect'],
    ['auto', false, { isInstalled: true }, 'redirect'],
    ['auto', false, { isHandheld: true, isFramed: true }, 'popup'],
    ['auto', false, { isHandheld: true, isInApp: true }, 'popup'],
    ['auto', true, {}, 'popup'],
    ['popup', false, { isHandheld: true }, 'popup'],
    ['redirect', false, { isFramed: true }, 'redirect'],
    ['email', true, { isHandheld: true }, 'email'],
    ['email', false, {}, 'code'],
  ])('mode %s, email endpoint %s, device %j: %s', (mode, canEmail, device, flow) => {
    expect(chooseFlow(mode, canEmail, { ...DESKTOP, ...device })).toBe(flow);
  });
});
