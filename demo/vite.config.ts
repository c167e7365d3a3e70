// Settings of the demo's server. They are not in ../vite.config.ts, which loads all tools of the build and the tests.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { serverFromSource } from './server-from-source.js';
import { demoServers } from './servers.js';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

export default defineConfig({
  root: path('site'),
  appType: 'mpa',
  cacheDir: path('../node_modules/.cache/vite-demo'),
  plugins: [demoServers()],
  server: { host: 'localhost', port: Number(process.env.PORT ?? 4100), strictPort: true, fs: { allow: [path('..')] } },
  // If Vite finds it later, it reloads the page.
  optimizeDeps: { include: ['@lit/reactive-element'] },
  resolve: { alias: serverFromSource },
});
