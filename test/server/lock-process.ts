import { pglite } from '../../src/server/pglite.js';

// Opens a folder as a child process, and tells the parent whether that succeeded. Ends when the parent disconnects.
const { FOLDER = '' } = process.env;
const database = await pglite({ folder: FOLDER }).catch((error: unknown) => {
  process.send?.({ refused: String(error) });
});
if (database !== undefined) {
  await database.exec('create table if not exists box (item text)');
  await database.query('insert into box values ($1)', ['kept']);
  process.send?.({ opened: true });
}
process.once('disconnect', () => process.exit());
