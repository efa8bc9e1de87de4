/** Words that say yes and no in files. */
export const YES = [
  'true',
  't',
  'yes',
  'y',
  '1',
  'x',
  '是',
  '对',
  '有',
  '启用',
  'cancelled',
  'canceled',
  'void',
  '取消',
  '已取消',
  '作废',
  '已作废',
];
export const NO = ['false', 'f', 'no', 'n', '0', '-', '否', '无', '停用', 'ok', '正常', '有效'];

/** What tools write where they have nothing. */
export const NOTHING = [
  'NULL',
  'null',
  'NaN',
  'nan',
  'NaT',
  'N/A',
  'n/a',
  '#N/A',
  'None',
  '<NA>',
  '\\N',
];

export const CURRENCIES: Readonly<Record<string, string>> = {
  '£': 'GBP',
  $: 'USD',
  US$: 'USD',
  '€': 'EUR',
  '¥': 'CNY',
  '￥': 'CNY',
  元: 'CNY',
  人民币: 'CNY',
  RMB: 'CNY',
  美元: 'USD',
  欧元: 'EUR',
  英镑: 'GBP',
  日元: 'JPY',
};

export const LOCATION_KINDS: Readonly<Record<string, string>> = {
  warehouse: 'warehouse',
  dc: 'warehouse',
  'distribution centre': 'warehouse',
  'distribution center': 'warehouse',
  depot: 'warehouse',
  仓库: 'warehouse',
  仓: 'warehouse',
  配送中心: 'warehouse',
  中心仓: 'warehouse',
  shop: 'shop',
  store: 'shop',
  retail: 'shop',
  outlet: 'shop',
  门店: 'shop',
  店铺: 'shop',
  商店: 'shop',
  直营店: 'shop',
  加盟店: 'shop',
  supplier: 'supplier',
  vendor: 'supplier',
  供应商: 'supplier',
  third_party: 'third_party',
  'third party': 'third_party',
  '3pl': 'third_party',
  第三方: 'third_party',
  第三方仓: 'third_party',
};

const WEEKDAYS = [
  ['mon', '周一', '星期一', '礼拜一'],
  ['tue', '周二', '星期二', '礼拜二'],
  ['wed', '周三', '星期三', '礼拜三'],
  ['thu', '周四', '星期四', '礼拜四'],
  ['fri', '周五', '星期五', '礼拜五'],
  ['sat', '周六', '星期六', '礼拜六'],
  ['sun', '周日', '星期日', '星期天', '周天', '礼拜天'],
];

/** Name → ISO weekday, for every way a weekday is written. */
export const WEEKDAY_NUMBERS: ReadonlyMap<string, number> = new Map(
  WEEKDAYS.flatMap((names, i) => [
    [String(i + 1), i + 1] as const,
    ...names.map((name) => [name, i + 1] as const),
  ]),
);

/** ISO weekdays of a text such as "1,3,5", "Mon Thu" or "周一、周四"; null when it is none. */
export function weekdaysOf(text: string): number[] | null {
  const days = text
    .toLowerCase()
    .split(/[\s,;|/、，；]+/)
    .filter((part) => part !== '')
    .map((part) => WEEKDAY_NUMBERS.get(/^[a-z]{3,}$/.test(part) ? part.slice(0, 3) : part));
  if (days.length === 0 || days.includes(undefined)) return null;
  return [...new Set(days as number[])].sort();
}

const ISO_REGIONS = Array.from({ length: 26 * 26 }, (_, i) =>
  String.fromCharCode(65 + Math.floor(i / 26), 65 + (i % 26)),
);

/** Country in words (English or Chinese, lower case) or as code → ISO code of two letters. */
export const COUNTRY_CODES: ReadonlyMap<string, string> = (() => {
  const codes = new Map<string, string>();
  for (const language of ['en', 'zh-CN']) {
    const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    for (const code of ISO_REGIONS) {
      const name = names.of(code);
      if (!name) continue;
      codes.set(code.toLowerCase(), code);
      if (!codes.has(name.toLowerCase())) codes.set(name.toLowerCase(), code);
    }
  }
  for (const [name, code] of [
    ['uk', 'GB'],
    ['great britain', 'GB'],
    ['england', 'GB'],
    ['usa', 'US'],
    ['united states of america', 'US'],
    ['holland', 'NL'],
    ['eire', 'IE'],
    ['中华人民共和国', 'CN'],
  ])
    codes.set(name, code);
  return codes;
})();
