// `npm run test:faults`: runs the fault tests. Bugs planted into the source that the tests must find, random schedules, faults at every step,
// crashes of the backend, two minutes of the soak test, databases that end or grow old, pages that are reloaded or hostile, and ten thousand mounts.
import { run } from './tools/command.mjs';
import { vitestReport } from './tools/report.mjs';
import { ADVERSE, build, DATABASES, endToEnd, prepare, takeSteps } from './tools/steps.mjs';

await takeSteps([
  ...prepare,
  build,
  { name: 'planted bugs', work: () => run('vitest', ['run', '--project', 'planted']), report: vitestReport() },
  {
    name: 'random schedules',
    work: () => run('vitest', ['run', '--project', 'node', 'test/model/schedules.test.ts'], { SCHEDULES: '20000' }),
    report: vitestReport(),
  },
  {
    name: 'fault matrix',
    work: () => run('node', ['test/fault-matrix.mjs']),
    report: vitestReport('node_modules/.cache/fault-matrix.json'),
  },
  {
    name: 'crash table',
    work: () => run('node', ['test/crash-table.mjs']),
    report: vitestReport('node_modules/.cache/crash-table.json'),
  },
  { name: 'two minutes of the soak test', work: () => run('tsx', ['test/soak/main.ts', '--minutes', '2']) },
  { name: 'databases', work: () => run('vitest', ['run', '--project', 'demo', ...DATABASES]), report: vitestReport() },
  endToEnd('--grep', ADVERSE),
  {
    name: 'threats',
    work: () => run('tsx', ['test/threats/main.ts']),
    report: vitestReport('node_modules/.cache/threats.json'),
  },
  { name: 'leaks', work: () => run('tsx', ['test/leak-check.ts']) },
]);
