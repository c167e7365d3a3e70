import { usePostgres } from '../server/postgres.js';
import { crashes } from './crashes.js';
import { ROWS } from './rows.js';

const postgres = usePostgres();

crashes('PostgreSQL', ROWS, () => postgres.newDatabase());
