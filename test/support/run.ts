import { spawn } from 'node:child_process';
import { environment } from './environment.js';

/** Runs a command line of a partner in a folder. Throws its output if it fails. */
export async function run(line: string, folder: string): Promise<void> {
  const child = spawn(line, { cwd: folder, shell: true, env: environment(), stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0) throw new Error(`${line} ended with ${String(code)}\n${said}`);
}
