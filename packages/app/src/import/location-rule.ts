import { quoted } from '../history/duck.js';
import type { LocationRule } from './mapping.js';

/** The places that a rule can name. */
export function placesOf(rule: LocationRule): string[] {
  return [
    ...new Set([
      rule.default,
      ...rule.byCountry.map(({ location }) => location),
      ...Object.keys(rule.byCustomer?.shares ?? {}),
    ]),
  ];
}

/**
 * The location of a line as SQL, from its country and customer (SQL expressions, null where unknown).
 *
 * A customer's place is where u = md5(seed + ":" + customer) / 2^64 (the lower half of the digest) falls
 * among the cumulated shares; u beyond their sum falls to the default. MD5 serves as a stable spread here,
 * not as a secret.
 */
export function locationRuleSql(rule: LocationRule, country: string, customer: string): string {
  const branches = rule.byCountry.map(
    ({ countries, location }) =>
      `when ${country} in (${countries.map(quoted).join(', ')}) then ${quoted(location)}`,
  );
  if (rule.byCustomer) {
    const { seed, countries, shares } = rule.byCustomer;
    const u = `md5_number_lower(${quoted(`${seed}:`)} || ${customer}) / 18446744073709551616.0::double`;
    const eligible = countries
      ? `${customer} is not null and ${country} in (${countries.map(quoted).join(', ')})`
      : `${customer} is not null`;
    let sum = 0;
    for (const [place, share] of Object.entries(shares)) {
      sum += share;
      branches.push(`when ${eligible} and ${u} < ${sum} then ${quoted(place)}`);
    }
  }
  return branches.length === 0
    ? quoted(rule.default)
    : `case ${branches.join(' ')} else ${quoted(rule.default)} end`;
}
