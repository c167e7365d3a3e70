import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { plantInto, type Plant } from './plant.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Loads files with the changes in the environment variable `PLANTS`, because the configuration is loaded separately from the runner. */
export const planted = (): Plugin => ({
  name: 'planted',
  enforce: 'pre',
  load(id) {
    const [path = ''] = id.split('?');
    const file = relative(root, path).replaceAll('\\', '/');
    const plants: Plant[] = JSON.parse(process.env.PLANTS || '[]');
    return plants.some((plant) => plant.file === file) ? plantInto(file, readFileSync(path, 'utf8'), plants) : undefined;
  },
});
