// Builds the file for script tags alone: the tests need no other, and the whole build takes ten times as long.
import { createBuilder } from 'vite';

const builder = await createBuilder({ logLevel: 'silent' });
await builder.build(builder.environments.module);
