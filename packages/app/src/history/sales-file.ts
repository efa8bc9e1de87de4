/**
 * How sales history lies on disk: one Parquet file per version of a source, its rows in the order of the
 * imported file.
 *
 * | column          | type          | meaning                                                    |
 * |-----------------|---------------|------------------------------------------------------------|
 * | row             | integer       | row of the imported file, as a spreadsheet numbers it      |
 * | day             | integer       | epoch day                                                  |
 * | second          | integer       | second of that day, −1 where the source knows days only    |
 * | item            | varchar       | item code                                                  |
 * | location        | varchar       | location code                                              |
 * | customer        | varchar       | null = not known                                           |
 * | document        | varchar       | invoice, receipt or order; null = none                     |
 * | quantity        | integer       | pieces; negative = came back                               |
 * | unit_price      | decimal(18,4) | null = not known                                           |
 * | is_cancellation | boolean       | the line says that it cancels a sale                       |
 */
export const SALES_COLUMNS = [
  'row',
  'day',
  'second',
  'item',
  'location',
  'customer',
  'document',
  'quantity',
  'unit_price',
  'is_cancellation',
] as const;

/**
 * How stock snapshots lie on disk: row, day (epoch day), item, location, on_hand (pieces); one line per
 * item-location and day.
 */
export const STOCK_COLUMNS = ['row', 'day', 'item', 'location', 'on_hand'] as const;

/**
 * How drivers and promotions lie on disk: row, name (what is measured; `promotion` for promotions), from_day and
 * to_day (epoch days, both included), value (of a promotion its discount as a share, or 1), item and
 * location (codes; null = all), label (name of a promotion, or null).
 */
export const DRIVER_COLUMNS = [
  'row',
  'name',
  'from_day',
  'to_day',
  'value',
  'item',
  'location',
  'label',
] as const;
