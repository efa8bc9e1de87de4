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
 * Where a customer falls in [0, 1): u = md5(seed + ":" + customer) / 2^64, of the lower half of the digest
 * (SQL, null without a customer). MD5 serves as a spread that never changes, not as a secret.
 */
export const customerDrawSql = (rule: LocationRule, customer: string): string =>
  rule.byCustomer
    ? `md5_number_lower(${quoted(`${rule.byCustomer.seed}:`)} || ${customer}) / 18446744073709551616.0::double`
    : 'null::double';

/**
 * The location of a line as SQL, from its country, its customer and the customer's draw (SQL expressions,
 * null where unknown). A customer's place is where the draw falls among the cumulated shares; beyond
 * their sum it is the default.
 */
export function locationRuleSql(
  rule: LocationRule,
  country: string,
  customer: string,
  draw: string = customerDrawSql(rule, customer),
): string {
  const branches = rule.byCountry.map(
    ({ countries, location }) =>
      `when ${country} in (${countries.map(quoted).join(', ')}) then ${quoted(location)}`,
  );
  if (rule.byCustomer) {
    const { countries, shares } = rule.byCustomer;
    const eligible = countries
      ? `${customer} is not null and ${country} in (${countries.map(quoted).join(', ')})`
      : `${customer} is not null`;
    let sum = 0;
    for (const [place, share] of Object.entries(shares)) {
      sum += share;
      branches.push(`when ${eligible} and ${draw} < ${sum} then ${quoted(place)}`);
    }
  }
  return branches.length === 0
    ? quoted(rule.default)
    : `case ${branches.join(' ')} else ${quoted(rule.default)} end`;
}
