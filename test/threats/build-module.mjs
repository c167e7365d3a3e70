// Builds only the file for script tags: the tests need no other, and the full build takes ten times as long.
import { createBuilder } from 'vite';

const builder = await createBuilder({ logLevel: 'silent' });
await builder.build(builder.environments.module);
