/** A day that shops know and no law makes free, in the rule language of date-holidays. */
export interface RetailDay {
  readonly key: string;
  readonly title: string;
  readonly titleZh: string;
  readonly rule: string;
  /** Countries that keep it; 'all but' those listed. A day that the country's own holidays hold wins. */
  readonly countries: { readonly only: readonly string[] } | { readonly allBut: readonly string[] };
}

const CHINESE = ['CN', 'HK', 'MO', 'TW'];
const SOUTH_EAST_ASIA = ['SG', 'MY', 'TH', 'VN', 'ID', 'PH'];
const EAST_ASIA = [...CHINESE, ...SOUTH_EAST_ASIA, 'JP', 'KR'];
/** Where Mother's Day is the second Sunday of May and Father's Day the third of June, if law is silent. */
const AMERICAN_FAMILY_DAYS = ['CN', 'HK', 'MO', 'SG', 'MY', 'JP', 'IN', 'PH', 'TR', 'UA'];
const EASTER = [
  ...['US', 'CA', 'MX', 'BR', 'AR', 'CL', 'CO', 'PE', 'AU', 'NZ', 'ZA', 'PH'],
  ...[
    'GB',
    'IE',
    'FR',
    'DE',
    'AT',
    'CH',
    'IT',
    'ES',
    'PT',
    'NL',
    'BE',
    'LU',
    'DK',
    'NO',
    'SE',
    'FI',
  ],
  ...['PL', 'CZ', 'SK', 'HU', 'SI', 'HR', 'EE', 'LV', 'LT', 'IS', 'MT'],
];

export const RETAIL_DAYS: readonly RetailDay[] = [
  {
    key: 'black-friday',
    title: 'Black Friday',
    titleZh: '黑色星期五',
    rule: 'friday after 4th thursday in November',
    countries: { allBut: ['CN'] },
  },
  {
    key: 'cyber-monday',
    title: 'Cyber Monday',
    titleZh: '网络星期一',
    rule: 'monday after 4th thursday in November',
    countries: { allBut: ['CN'] },
  },
  {
    key: '618',
    title: '618 Shopping Festival',
    titleZh: '618 购物节',
    rule: '06-18',
    countries: { only: CHINESE },
  },
  {
    key: 'double-11',
    title: "Double 11 (Singles' Day)",
    titleZh: '双11',
    rule: '11-11',
    countries: { only: [...CHINESE, ...SOUTH_EAST_ASIA] },
  },
  {
    key: 'double-12',
    title: 'Double 12',
    titleZh: '双12',
    rule: '12-12',
    countries: { only: [...CHINESE, ...SOUTH_EAST_ASIA] },
  },
  {
    key: 'lantern-festival',
    title: 'Lantern Festival',
    titleZh: '元宵节',
    rule: 'chinese 01-0-15',
    countries: { only: CHINESE },
  },
  {
    key: 'qixi-festival',
    title: 'Qixi Festival',
    titleZh: '七夕节',
    rule: 'chinese 07-0-07',
    countries: { only: CHINESE },
  },
  {
    key: 'mid-autumn-festival',
    title: 'Mid-Autumn Festival',
    titleZh: '中秋节',
    rule: 'chinese 08-0-15',
    countries: { only: ['HK', 'MO', 'SG', 'MY'] },
  },
  {
    key: 'childrens-day',
    title: "Children's Day",
    titleZh: '六一儿童节',
    rule: '06-01',
    countries: { only: ['CN'] },
  },
  {
    key: 'valentines-day',
    title: "Valentine's Day",
    titleZh: '情人节',
    rule: '02-14',
    countries: { allBut: ['SA', 'PK', 'IR', 'MY', 'ID', 'BR', 'CO'] },
  },
  {
    key: 'mothers-day',
    title: "Mother's Day",
    titleZh: '母亲节',
    rule: '2nd sunday in May',
    countries: { only: AMERICAN_FAMILY_DAYS },
  },
  {
    key: 'fathers-day',
    title: "Father's Day",
    titleZh: '父亲节',
    rule: '3rd sunday in June',
    countries: { only: [...AMERICAN_FAMILY_DAYS, 'FR', 'MX', 'CZ', 'GR'] },
  },
  {
    key: 'easter-sunday',
    title: 'Easter Sunday',
    titleZh: '复活节',
    rule: 'easter',
    countries: { only: EASTER },
  },
  {
    key: 'halloween',
    title: 'Halloween',
    titleZh: '万圣夜',
    rule: '10-31',
    countries: {
      only: ['US', 'CA', 'GB', 'IE', 'AU', 'NZ', 'MX', 'DE', 'AT', 'NL', 'FR', 'JP', 'HK'],
    },
  },
  {
    key: 'christmas-day',
    title: 'Christmas Day',
    titleZh: '圣诞节',
    rule: '12-25',
    countries: { only: EAST_ASIA },
  },
];

export const keepsRetailDay = ({ countries }: RetailDay, country: string): boolean =>
  'only' in countries ? countries.only.includes(country) : !countries.allBut.includes(country);
