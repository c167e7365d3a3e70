// Output as modules, which load their chunks with `import()`. Script elements would need a Trusted Types policy.
export default {
  mode: 'production',
  entry: './main.js',
  output: { module: true, filename: '[name].js' },
  experiments: { outputModule: true },
};
