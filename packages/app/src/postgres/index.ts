export {
  brokenConstraint,
  type Database,
  type Rows,
  sqlState,
  type Tx,
  within,
} from './database.js';
export { outsideTransaction } from './embedded-dialect.js';
export { type DatabaseSettings, openDatabase } from './open-database.js';
export type * from './schema.js';
export { json } from './schema.js';
