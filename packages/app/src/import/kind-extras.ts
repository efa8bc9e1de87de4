import { type EpochDay, formatDay } from '@stockwright/core/units';
import { quoted } from '../history/duck.js';
import type { Header } from './header.js';
import type { ImportKind } from './kinds.js';
import { customerDrawSql, locationRuleSql } from './location-rule.js';
import type { FileMapping } from './mapping.js';
import type { Extras } from './typed-rows.js';

/** The place of lines and counts in a company that names no places. */
export const ONLY_PLACE = 'MAIN';

export interface ExtrasContext {
  readonly today: EpochDay;
  /** Place of lines and counts in a file that names none. */
  readonly onlyPlace: string;
  /** Whether codes that are not known are created from this file; otherwise such rows are set aside. */
  readonly createsItems: boolean;
  readonly createsLocations: boolean;
  readonly createsSuppliers: boolean;
}

const unknownItemIn = (field: string) =>
  [`"${field}" not in (select code from known_item)`, field, 'unknownItem'] as const;
const unknownItem = unknownItemIn('item');
const unknownPlace = (field: string) =>
  [
    `"${field}" not in (select code from known_location)`,
    field,
    field === 'supplier' ? 'unknownSupplier' : 'unknownLocation',
  ] as const;
const unless = <Check>(creates: boolean, check: Check): Check[] => (creates ? [] : [check]);

/** What each kind adds to the plain reading of its fields. */
export function extrasOf(
  kind: ImportKind,
  header: Header,
  mapping: FileMapping,
  context: ExtrasContext,
): Extras {
  const names = new Set(header.columns.map(({ field }) => field.name));
  const x = (field: string) => (names.has(field) ? `x_${field}` : 'null::varchar');
  const place = names.has('location') ? 'x_location' : quoted(context.onlyPlace);
  switch (kind) {
    case 'sales':
      return {
        parsed: mapping.locationRule
          ? { draw: customerDrawSql(mapping.locationRule, x('customer')) }
          : {},
        values: {
          second: secondSql(names),
          location: mapping.locationRule
            ? locationRuleSql(mapping.locationRule, x('country'), x('customer'), 'p_draw')
            : place,
          customer: x('customer'),
          document: x('document'),
          unit_price: unitPriceSql(names),
          is_cancellation: cancellationSql(names, mapping),
        },
        checks: [
          ['"location" is null', 'location', 'missing'],
          ...unless(context.createsItems, unknownItem),
          ...unless(context.createsLocations, unknownPlace('location')),
        ],
      };
    case 'stock':
      return {
        values: {
          location: place,
          ...(names.has('day') ? {} : { day: `${context.today}::integer` }),
        },
        checks: [
          ['"location" is null', 'location', 'missing'],
          ['"day" is null', 'day', 'missing'],
          ...unless(context.createsItems, unknownItem),
          ...unless(context.createsLocations, unknownPlace('location')),
        ],
      };
    case 'items':
      return {
        checks: names.has('supplier')
          ? unless(context.createsSuppliers, unknownPlace('supplier'))
          : [],
      };
    case 'itemSupply':
      return {
        checks: [unknownItem, ...unless(context.createsSuppliers, unknownPlace('supplier'))],
      };
    case 'lanes':
      return {
        values: names.has('mode') ? { mode: "coalesce(x_mode, 'road')" } : { mode: "'road'" },
        checks: [unknownPlace('from'), unknownPlace('to'), ['"from" = "to"', 'to', 'sameEnds']],
      };
    case 'prices':
      return {
        checks: [
          unknownItem,
          ...(names.has('location') ? [unknownPlace('location')] : []),
          ...(names.has('validTo')
            ? [['"validTo" < "validFrom"', 'validTo', 'endBeforeStart'] as const]
            : []),
        ],
      };
    case 'events':
      return {
        values: names.has('toDay')
          ? {
              toDay: `date_diff('day', date '1970-01-01', coalesce(p_toDay, p_fromDay)::date)::integer`,
            }
          : { toDay: `date_diff('day', date '1970-01-01', p_fromDay::date)::integer` },
        checks: [
          ['"toDay" < "fromDay"', 'toDay', 'endBeforeStart'],
          ...(names.has('location') ? [unknownPlace('location')] : []),
        ],
      };
    case 'promotions':
      return {
        values: names.has('discount')
          ? // A discount is written as a share or as a percentage; nobody gives less than 1 %.
            { discount: 'case when p_discount > 1 then p_discount / 100 else p_discount end' }
          : {},
        checks: [
          unknownItem,
          ['"toDay" < "fromDay"', 'toDay', 'endBeforeStart'],
          ...(names.has('location') ? [unknownPlace('location')] : []),
        ],
      };
    case 'drivers':
      return {
        checks: [
          ...(names.has('item') ? [unknownItem] : []),
          ...(names.has('location') ? [unknownPlace('location')] : []),
        ],
      };
    case 'successions':
      return {
        checks: [
          unknownItemIn('predecessor'),
          unknownItemIn('successor'),
          ['"predecessor" = "successor"', 'successor', 'sameEnds'],
        ],
      };
    case 'onOrder':
      return {
        checks: [
          unknownItem,
          unknownPlace('from'),
          unknownPlace('to'),
          ['"from" = "to"', 'to', 'sameEnds'],
          ...(names.has('orderOn')
            ? [['"arriveOn" < "orderOn"', 'arriveOn', 'endBeforeStart'] as const]
            : []),
        ],
      };
    case 'locations':
    case 'suppliers':
      return {};
  }
}

/** Second of the day; −1 where the text names a day only. */
function secondSql(names: ReadonlySet<string>): string {
  const seconds = (time: string) =>
    `(date_part('hour', ${time}) * 3600 + date_part('minute', ${time}) * 60 + floor(date_part('second', ${time})))::integer`;
  const ofDay = `case when contains(x_day, ':') or p_day::time <> time '00:00:00' then ${seconds('p_day')} else -1 end`;
  return names.has('time')
    ? `case when p_time is not null then ${seconds('p_time')} else ${ofDay} end`
    : ofDay;
}

function unitPriceSql(names: ReadonlySet<string>): string {
  const given = names.has('unitPrice') ? 'p_unitPrice' : 'null::decimal(18, 4)';
  return names.has('amount')
    ? `coalesce(${given}, try_cast(round(p_amount::double / nullif(p_quantity, 0)::double, 4) as decimal(18, 4)))`
    : given;
}

function cancellationSql(names: ReadonlySet<string>, mapping: FileMapping): string {
  const signs: string[] = [];
  if (names.has('cancelled')) signs.push('coalesce(p_cancelled, false)');
  if (mapping.cancellation && names.has('document'))
    signs.push(
      `coalesce(starts_with(x_document, ${quoted(mapping.cancellation.documentPrefix)}), false)`,
    );
  return signs.length === 0 ? 'false' : `(${signs.join(' or ')})`;
}

/** Fields whose final values are days, to show them as dates. */
export function dayText(value: unknown): string | null {
  return typeof value === 'number' ? formatDay(value) : null;
}
