import { readFileSync } from 'node:fs';
import lwc from '@lwc/rollup-plugin';
import nodeResolve from '@rollup/plugin-node-resolve';
import replace from '@rollup/plugin-replace';

const page = {
  name: 'page',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'index.html', source: readFileSync('index.html', 'utf8') });
  },
};

export default {
  input: 'src/main.js',
  output: { file: 'dist/main.js', format: 'es' },
  plugins: [
    // LWC's compiler refuses private methods, also in packages.
    lwc({ rootDir: 'src/modules', exclude: /node_modules\/wise-link/ }),
    nodeResolve(),
    replace({ 'process.env.NODE_ENV': JSON.stringify('production'), 'preventAssignment': true }),
    page,
  ],
};
