import { type Database, openDatabase } from '@stockwright/app';
import { afterAll, beforeAll } from 'vitest';
import type { Databases } from '../support/databases.js';
import { furnish } from './plan-house.js';

/** One furnished database for all tests of a suite; each test stores runs of its own. */
export function oneDatabase(databases: Databases): () => Database {
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase(await databases.place());
    await furnish(database);
  });
  afterAll(() => database.close());
  return () => database;
}
