import { mergeConfig, type UserConfig } from 'vite';
import base from '../../vite.config.js';
import { planted } from './planted.js';

/** The unit and component tests of a source with a bug. */
export default mergeConfig(base({ command: 'serve', mode: 'test' }) as UserConfig, {
  plugins: [planted()],
  // Each file loads its own database.
  test: { hookTimeout: 120_000, testTimeout: 20_000 },
});
