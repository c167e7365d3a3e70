import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { sessionHeader } from './session-header.js';
import type { SessionHeader } from './session-header.js';
import { SetupError } from './setup-error.js';

const TIMEOUT_MS = 30_000;
const LONGEST_BYTES = 64 * 1024;

/**
 * Runs a command line in the shell. Its output must be one line, the header of a session: `Cookie: …` or `Authorization: …`. Its error
 * output goes to the terminal. Throws `SetupError`, without the output.
 */
export async function runSessionCommand(command: string, option: string, timeoutMs = TIMEOUT_MS): Promise<SessionHeader> {
  const output = await outputOf(command, option, timeoutMs);
  const text = new TextDecoder().decode(output).replace(/(\r?\n)+$/, '');
  const [, name = '', value = ''] = /^(Cookie|Authorization):[ \t]*(.*?)[ \t]*$/i.exec(text) ?? [];
  if (name === '') throw new SetupError(`${option} must print one line, “Cookie: …” or “Authorization: …”. It printed ${linesOf(text)}.`);
  return sessionHeader(name.toLowerCase() === 'cookie' ? 'Cookie' : 'Authorization', value, `What ${option} prints`);
}

function outputOf(command: string, option: string, timeoutMs: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // A process group of its own, so that a timeout also ends what the shell has started.
    const child = spawn(command, { shell: true, detached: process.platform !== 'win32', stdio: ['ignore', 'pipe', 'inherit'] });
    const chunks: Buffer[] = [];
    let bytes = 0;
    const refuse = (reason: string): void => {
      clearTimeout(timer);
      end(child);
      reject(new SetupError(`${option} ${reason}.`));
    };
    const timer = setTimeout(() => refuse(`did not end within ${timeoutMs / 1000} s`), timeoutMs);
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > LONGEST_BYTES) refuse(`printed more than ${LONGEST_BYTES / 1024} KiB`);
      else chunks.push(chunk);
    });
    child.on('error', (error) => refuse(`cannot run: ${'code' in error ? String(error.code) : error.message}`));
    child.on('close', (code, signal) => {
      if (code !== 0) return refuse(code === null ? `was ended by ${signal}` : `ended with exit code ${code}`);
      clearTimeout(timer);
      return resolve(Buffer.concat(chunks));
    });
  });
}

function end({ pid, stdout, exitCode }: ChildProcess): void {
  // A process that it left behind could hold the pipe open.
  stdout?.destroy();
  if (pid === undefined || exitCode !== null) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

function linesOf(text: string): string {
  if (text === '') return 'nothing';
  const lines = text.split('\n').length;
  return lines === 1 ? 'another line' : `${lines} lines`;
}
