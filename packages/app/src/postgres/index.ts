export { type Database, type Rows, type Tx, within } from './database.js';
export { outsideTransaction } from './embedded-dialect.js';
export { brokenConstraint, isDiskFull, sqlState } from './error-codes.js';
export { type DatabaseSettings, openDatabase } from './open-database.js';
export type * from './schema.js';
export { json } from './schema.js';
