// Angular has no comment for an expected error in a template, so this counts the errors of wrong.ts.
import { spawnSync } from 'node:child_process';

const plain = (text) => text.replace(/\u001b\[\d+m/g, '');
const check = (config) => {
  const { status, stdout, stderr } = spawnSync('npx', ['ngc', '-p', config], { encoding: 'utf8' });
  return { status, said: plain(stdout + stderr) };
};
const right = check('tsconfig.json');
process.stdout.write(right.said);
const wrong = check('tsconfig.wrong.json');
const lines = new Set([...wrong.said.matchAll(/wrong\.ts:(\d+):\d+ - error/g)].map(([, line]) => line));
if (lines.size !== 6) process.stdout.write(`Of six wrong elements ${lines.size} were found:\n${wrong.said}`);
process.exitCode = right.status || lines.size !== 6 ? 1 : 0;
