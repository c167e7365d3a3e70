// Copies the rendered pages to where the test server looks for them.
import { cpSync } from 'node:fs';

cpSync('dist/public', 'dist', { recursive: true });
