import { formatDay, parseDay } from '@stockwright/core/units';
import { checkedActor } from '../plan/decisions.js';
import { type Database, type Tx, within } from '../postgres/index.js';
import { Problem } from '../problem.js';
import { checkedDays } from './event-rules.js';
import { type Holiday, holidaysOf } from './holidays.js';
import { type GivenEvent, type Replaced, replaceEvents } from './replace-events.js';

export interface HolidaysWanted {
  /** Two letters each; default: the countries of the locations. */
  countries?: readonly string[];
  /** YYYY-MM-DD, both included. */
  fromDay: string;
  toDay: string;
  /** True: they concern all locations, also those of other countries or of none. Default false. */
  everywhere?: boolean;
}

/** What became of the holidays of one country. */
export interface SeededHolidays extends Replaced {
  country: string;
}

/** More than a person's working life of holidays is a mistyped year. */
const MOST_DAYS = 366 * 40;

/**
 * Puts the holidays and shopping days of countries into the calendar, each once however often they are asked
 * for. What a person changed or removed stays so.
 *
 * @throws Problem `calendar.unknownCountry`, `.noCountry`, `.endBeforeStart`, `.tooLong`, `plan.actorMissing`
 */
export async function seedHolidays(
  db: Database | Tx,
  wanted: HolidaysWanted,
  actor: string,
): Promise<{ data: SeededHolidays[] }> {
  const who = checkedActor(actor);
  const { fromDay, toDay } = checkedDays(wanted.fromDay, wanted.toDay, MOST_DAYS);
  return within(db, async (tx) => {
    const countries = wanted.countries?.length
      ? [...new Set(wanted.countries.map((country) => country.toUpperCase()))]
      : await countriesOfLocations(tx);
    if (countries.length === 0) throw new Problem('calendar.noCountry');
    const data: SeededHolidays[] = [];
    for (const country of countries) {
      const holidays = await known(country, fromDay, toDay);
      const scope = wanted.everywhere ? null : country;
      const of = { origin: 'holiday', country: scope, fromDay, toDay } as const;
      const replaced = await replaceEvents(
        tx,
        of,
        holidays.map((holiday) => given(holiday, scope)),
        who,
      );
      data.push({ country, ...replaced });
    }
    return { data };
  });
}

async function countriesOfLocations(tx: Tx): Promise<string[]> {
  const rows = await tx
    .selectFrom('location')
    .select('country')
    .distinct()
    .where('kind', '<>', 'supplier')
    .where('is_active', '=', true)
    .where('country', 'is not', null)
    .orderBy('country')
    .execute();
  return rows.flatMap(({ country }) => country ?? []);
}

async function known(country: string, fromDay: string, toDay: string): Promise<Holiday[]> {
  try {
    return await holidaysOf({ country }, parseDay(fromDay), parseDay(toDay));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Problem('calendar.unknownCountry', { country }, { cause: error });
  }
}

const given = (holiday: Holiday, country: string | null): GivenEvent => ({
  name: holiday.title,
  name_zh: holiday.titleZh,
  recurs_as: holiday.name,
  kind: holiday.kind,
  from_day: formatDay(holiday.firstDay),
  to_day: formatDay(holiday.lastDay),
  expected_uplift: null,
  item_id: null,
  category: null,
  location_id: null,
  country,
});
