// Python and the libraries of `apps/requirements.txt`, in a virtual environment of the temporary folder.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const isWindows = process.platform === 'win32';

/** How to get what `pythonIn` needs. */
export const PYTHON_NEEDED = 'They need Python 3.10 or newer with venv and pip (apt-get install python3-venv) and the Python package index.';

/** Installs the libraries. Returns the path of the Python that has them, or undefined if there is no Python, no pip or no package index. */
export function pythonIn(folder: string): string | undefined {
  const python = join(folder, 'python', isWindows ? 'Scripts/python.exe' : 'bin/python');
  try {
    execFileSync(isWindows ? 'python' : 'python3', ['-m', 'venv', 'python'], { cwd: folder, stdio: 'ignore' });
    execFileSync(python, ['-m', 'pip', 'install', '--quiet', '--requirement', 'requirements.txt'], { cwd: folder, stdio: 'ignore' });
    return python;
  } catch {
    return undefined;
  }
}
