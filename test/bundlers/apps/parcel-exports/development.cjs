// One build in development mode, as `parcel serve` makes it.
const { Parcel } = require('@parcel/core');

new Parcel({ entries: 'index.html', defaultConfig: '@parcel/config-default', mode: 'development', shouldDisableCache: true, env: { NODE_ENV: 'development' }, defaultTargetOptions: { shouldOptimize: false } }).run();
