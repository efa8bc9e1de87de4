import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isSalesLines, readSalesLines } from '../forecast-set.js';
import { readText } from '../read-csv.js';
import { isM3, isM4, readM3, readM4 } from './competitions.js';
import type { EvaluationSet } from './evaluation-set.js';
import { panelSet } from './lines.js';
import {
  isDailyItems,
  isDailyLevels,
  isMonthlyItems,
  readDailyItems,
  readDailyLevels,
  readMonthlyItems,
} from './m5.js';
import { isCalendar, isPrices, readCalendar, readPrices } from './m5-calendar.js';
import { isParts, readParts } from './parts.js';
import { openTable, type Table } from './table.js';

/**
 * Reads every set that it understands in a folder and the folders in it, told by the form of the files:
 * M4 (train and test by frequency), M3 (a row with both), M5 (daily items, daily sums by level, months by
 * item; calendar and prices beside them), months by part, and sales lines as of UCI Online Retail.
 */
export function readEvaluationSets(folder: string): EvaluationSet[] {
  const byFolder = new Map<string, Table[]>();
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  for (const file of files) {
    const path = join(folder, file);
    if (!/\.csv(\.gz)?$/.test(file) || file.split(/[\\/]/).length > 2) continue;
    if (!statSync(path).isFile()) continue;
    const tables = byFolder.get(dirname(path)) ?? [];
    byFolder.set(dirname(path), tables);
    tables.push(openTable(path));
  }
  return [...byFolder].flatMap(([path, tables]) =>
    setsOfFolder(tables)
      .filter(({ tasks }) => tasks.length > 0)
      .map((set) => ({ ...set, name: `${basename(path)}: ${set.name}` })),
  );
}

function setsOfFolder(tables: readonly Table[]): EvaluationSet[] {
  const calendarTable = tables.find(isCalendar);
  const priceTable = tables.find(isPrices);
  const calendar = calendarTable ? readCalendar(calendarTable) : null;
  const prices = priceTable && calendar ? readPrices(priceTable, calendar) : null;
  const facts = { calendar, prices };
  const daily = tables.filter((table) => isDailyItems(table) || isDailyLevels(table));
  return [
    ...readM4(tables.filter(isM4)),
    ...tables.filter(isM3).flatMap(readM3),
    ...tables.filter(isDailyItems).map((table) => readDailyItems(table, facts)),
    ...tables.filter(isDailyLevels).map((table) => readDailyLevels(table, facts)),
    ...tables.filter(isMonthlyItems).flatMap((table) => readMonthlyItems(table, daily, facts)),
    ...tables.filter(isParts).map(readParts),
    ...tables
      .filter(({ header }) => isSalesLines(header))
      .map(({ path, name, header }) => panelSet(name, readSalesLines(readText(path), header))),
  ];
}
