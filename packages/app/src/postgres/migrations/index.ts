import { house } from './0001-house.js';
import { forecasting } from './0002-forecasting.js';

export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** All steps of the schema, oldest first. A step that was released is never edited: add another. */
export const migrations: readonly Migration[] = [
  { name: '0001-house', sql: house },
  { name: '0002-forecasting', sql: forecasting },
];
