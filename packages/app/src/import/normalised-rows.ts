import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { TextRecord } from './records.js';

const FLUSH_CHARACTERS = 1024 * 1024;

/**
 * Writes records as the plainest CSV there is (one line each, UTF-8, commas, row number and fault in
 * front), for DuckDB to read where the original needs more care than it takes.
 */
export class NormalisedRows {
  readonly #stream: WriteStream;
  #pending = '';
  #failed: Error | null = null;
  rows = 0;

  constructor(path: string) {
    this.#stream = createWriteStream(path);
    this.#stream.on('error', (error) => {
      this.#failed = error;
    });
  }

  async add({ row, fault, fields }: Pick<TextRecord, 'row' | 'fault' | 'fields'>): Promise<void> {
    this.#pending += `${row},${fault ?? ''},${fields.map(plainField).join(',')}\n`;
    this.rows++;
    if (this.#pending.length < FLUSH_CHARACTERS) return;
    if (this.#failed) throw this.#failed;
    const room = this.#stream.write(this.#pending);
    this.#pending = '';
    if (!room) await once(this.#stream, 'drain');
  }

  async end(): Promise<void> {
    this.#stream.end(this.#pending);
    await finished(this.#stream);
  }
}

const NEEDS_QUOTES = /[",\r\n\0]/;

function plainField(field: string): string {
  if (!NEEDS_QUOTES.test(field)) return field;
  return `"${field
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .replaceAll('\0', '')
    .replaceAll('"', '""')}"`;
}
