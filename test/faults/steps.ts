// All steps of the fault matrix.
import type { Step } from './faults.js';
import { config } from './steps/config.js';
import { confirm } from './steps/confirm.js';
import { exchangeAnswered } from './steps/exchange-answered.js';
import { exchangeSent } from './steps/exchange-sent.js';
import { channel, message } from './steps/hand-over.js';
import { load } from './steps/load.js';
import { navigate } from './steps/navigate.js';
import { note } from './steps/note.js';
import { open } from './steps/open.js';
import { redirectPage } from './steps/redirect-page.js';
import { render } from './steps/render.js';
import { start } from './steps/start.js';
import { startBehind } from './steps/start-behind.js';
import { status } from './steps/status.js';
import { upgrade } from './steps/upgrade.js';
import { wait } from './steps/wait.js';

/** All steps, from loading the script to rendering the card. There is a start step for the page and the backend, and a response step for each transport. */
export const STEPS: readonly Step[] = [
  load, upgrade, config, start, startBehind, open, navigate, wait, redirectPage, message, channel, note, exchangeSent, exchangeAnswered, status, confirm, render,
];
