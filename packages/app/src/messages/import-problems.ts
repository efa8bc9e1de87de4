import type { ProblemCatalogue } from './language.js';

/** Trouble with files that are read in. */
export const importProblems = {
  'import.emptyFile': {
    status: 422,
    en: '{file} is empty (0 bytes). Export it again from its system and import that.',
    'zh-CN': '{file} 是空文件（0 字节）。请从原系统重新导出后再导入。',
  },
  'import.noRows': {
    status: 422,
    en: '{file} has a header and no rows below it. Export it again and import that.',
    'zh-CN': '{file} 只有表头，没有数据行。请重新导出后再导入。',
  },
  'import.nothingFound': {
    status: 422,
    en: 'In {path} there is nothing to import. CSV, TSV, XLSX and Parquet files are read, also with .gz.',
    'zh-CN': '{path} 中没有可导入的文件。支持 CSV、TSV、XLSX 和 Parquet，也支持 .gz 压缩。',
  },
  'import.unknownFormat': {
    status: 422,
    en: '{file} is no table: it looks like {looksLike}. CSV, TSV, XLSX and Parquet files are read, also with .gz.',
    'zh-CN':
      '{file} 不是数据表：看起来是 {looksLike}。支持 CSV、TSV、XLSX 和 Parquet，也支持 .gz 压缩。',
  },
  'import.oldExcel': {
    status: 422,
    en: '{file} is an Excel file of the old kind (.xls). Save it in Excel as .xlsx or CSV and import that.',
    'zh-CN': '{file} 是旧版 Excel 文件（.xls）。请在 Excel 中另存为 .xlsx 或 CSV 后再导入。',
  },
  'import.notGzip': {
    status: 422,
    en: '{file} ends in .gz and is not gzip. Rename it to what it is, or compress it again.',
    'zh-CN': '{file} 扩展名为 .gz，但不是 gzip 文件。请改为正确的扩展名，或重新压缩。',
  },
  'import.brokenFile': {
    status: 422,
    en: '{file} is damaged or cut off ({reason}). Copy or export it again and import that.',
    'zh-CN': '{file} 已损坏或不完整（{reason}）。请重新复制或导出后再导入。',
  },
  'import.noSheet': {
    status: 422,
    en: '{file} has no sheet "{sheet}". It has: {sheets}.',
    'zh-CN': '{file} 中没有工作表“{sheet}”。现有工作表：{sheets}。',
  },
  'import.badEncoding': {
    status: 422,
    en: '{file} is not text in {encoding}. Name its encoding with --encoding (utf-8, gb18030, windows-1252, …), or save it as UTF-8.',
    'zh-CN':
      '{file} 不是 {encoding} 编码的文本。请用 --encoding 指定编码（utf-8、gb18030、windows-1252 等），或另存为 UTF-8。',
  },
  'import.notText': {
    status: 422,
    en: '{file} is not a text file: it holds control characters that no table has. Export it again as CSV, XLSX or Parquet; if it is text, name its encoding with --encoding.',
    'zh-CN':
      '{file} 不是文本文件：其中含有数据表不会有的控制字符。请重新导出为 CSV、XLSX 或 Parquet；若确是文本，请用 --encoding 指定编码。',
  },
  'import.notWhatNamed': {
    status: 422,
    en: '{file} is not an {format} file (it holds plain text, and no row of it has known column names). Export it again as {format}, or give it the ending .csv if it is a table of text.',
    'zh-CN':
      '{file} 不是 {format} 文件（内容是纯文本，且没有任何一行是可识别的列名）。请重新导出为 {format}；若是文本表格，请将扩展名改为 .csv。',
  },
  'import.unknownEncoding': {
    status: 400,
    en: 'There is no encoding "{encoding}". Try utf-8, gb18030, utf-16le or windows-1252.',
    'zh-CN': '没有名为“{encoding}”的编码。可用 utf-8、gb18030、utf-16le 或 windows-1252。',
  },
  'import.noHeader': {
    status: 422,
    en: '{file}: no row with known column names was found among the first rows. Seen: {seen}. Say what the columns are with --kind and --map, e.g. --kind sales --map day=… --map item=… --map quantity=…',
    'zh-CN':
      '{file}：前几行中没有可识别的列名。看到的是：{seen}。请用 --kind 和 --map 说明各列，例如 --kind sales --map day=… --map item=… --map quantity=…',
  },
  'import.kindUnclear': {
    status: 422,
    en: '{file} could be {kinds}. Say which with --kind.',
    'zh-CN': '{file} 可能是 {kinds}。请用 --kind 指定。',
  },
  'import.columnMissing': {
    status: 422,
    en: '{file} looks like {kind}, but has no column for {fields}. Columns seen: {seen}. Name it with --map {field}=<column>, or choose another kind with --kind.',
    'zh-CN':
      '{file} 看起来是 {kind}，但缺少 {fields} 列。现有列：{seen}。请用 --map {field}=<列名> 指定，或用 --kind 选择其他类型。',
  },
  'import.mappedColumnAbsent': {
    status: 422,
    en: '{file} has no column "{column}", to which {field} is mapped. Columns seen: {seen}.',
    'zh-CN': '{file} 中没有列“{column}”（映射到 {field}）。现有列：{seen}。',
  },
  'import.unknownField': {
    status: 400,
    en: '{file}: there is no field "{field}" to map. Fields: {known}.',
    'zh-CN': '{file}：没有可映射的字段“{field}”。可用字段：{known}。',
  },
  'import.badMapping': {
    status: 422,
    en: 'The mapping file {file} is wrong at {where}: {what}.',
    'zh-CN': '映射文件 {file} 在 {where} 处有误：{what}。',
  },
  'import.badDateFormat': {
    status: 400,
    en: '"{format}" is no date format. Use dmy, mdy or ymd (DD/MM/YYYY, MM/DD/YYYY and YYYY-MM-DD say the same), or a pattern such as %d.%m.%Y.',
    'zh-CN':
      '“{format}”不是有效的日期格式。请用 dmy、mdy 或 ymd（也可写作 DD/MM/YYYY、MM/DD/YYYY、YYYY-MM-DD），或 %d.%m.%Y 这样的格式。',
  },
  'import.ambiguousDates': {
    status: 422,
    en: '{file}: the dates in column "{column}" (such as {example}) can be day/month or month/day, and no row decides it. Say which with --date-format dmy or --date-format mdy.',
    'zh-CN':
      '{file}：列“{column}”中的日期（如 {example}）既可能是日/月也可能是月/日，且没有任何一行能确定。请用 --date-format dmy 或 --date-format mdy 指定。',
  },
  'import.noPlace': {
    status: 422,
    en: '{file} does not say which place its rows belong to, and there are {count} places ({places}). Name the column with --map location=<column>, or write a mapping file with a constant ("constants": "location": "{example}") or a locationRule.',
    'zh-CN':
      '{file} 未说明各行属于哪个地点，而现有 {count} 个地点（{places}）。请用 --map location=<列名> 指定列，或在映射文件中写入常量（"constants": "location": "{example}"）或 locationRule。',
  },
  'import.tooManyRejects': {
    status: 422,
    en: '{file}: {rejected} of {rows} rows ({rate}) cannot be used, more than the {threshold} allowed, so nothing was imported. Commonest: {reason} in field {field}, first in row {row}: {value}. Mend the file, map the column with --map, or allow more with --reject-threshold. All of them: {rejectsFile}',
    'zh-CN':
      '{file}：{rows} 行中有 {rejected} 行（{rate}）无法使用，超过允许的 {threshold}，因此未导入任何数据。最常见：字段 {field} {reasonZh}，首见于第 {row} 行：{value}。请修正文件，用 --map 指定列，或用 --reject-threshold 放宽限制。全部问题行见 {rejectsFile}',
  },
  'import.sourceOfOtherKind': {
    status: 409,
    en: 'The source "{source}" holds {was}; {file} holds {kind}. Give it another name with --source.',
    'zh-CN': '来源“{source}”的内容是 {was}，而 {file} 是 {kind}。请用 --source 指定其他名称。',
  },
  'import.repeatsSource': {
    status: 409,
    en: '{matching} of the {rows} rows ({rate}) of {source} are already in the source "{other}" (same day, item, location and quantity), so their demand would count twice. To replace that source, import this with --source "{other}"; if both are meant, with --allow-overlap (in a mapping file: "allowOverlap": true).',
    'zh-CN':
      '{source} 的 {rows} 行中有 {matching} 行（{rate}）已在来源“{other}”中（日期、商品、地点、数量均相同），导入后需求会重复计算。若要替换该来源，请加 --source "{other}" 导入；若两者都要保留，请加 --allow-overlap（或在映射文件中写入 "allowOverlap": true）。',
  },
  'import.repeatsSources': {
    status: 409,
    en: '{matching} of the {rows} rows ({rate}) of {source} are already in the sources {other} (same day, item, location and quantity), so their demand would count twice. Import only what they do not hold; if all are meant, use --allow-overlap (in a mapping file: "allowOverlap": true).',
    'zh-CN':
      '{source} 的 {rows} 行中有 {matching} 行（{rate}）已在来源 {other} 中（日期、商品、地点、数量均相同），导入后需求会重复计算。请只导入其中没有的行；若都要保留，请加 --allow-overlap（或在映射文件中写入 "allowOverlap": true）。',
  },
  'import.mixedSource': {
    status: 422,
    en: '{file} and {other} go to one source "{source}", but are read differently ({what}). Import them one by one.',
    'zh-CN': '{file} 与 {other} 属于同一来源“{source}”，但读取方式不同（{what}）。请分别导入。',
  },
} as const satisfies ProblemCatalogue;

/** Why a row was set aside. */
export const rejectReasons = {
  missing: { en: 'is blank', 'zh-CN': '为空' },
  notADay: { en: 'is no date', 'zh-CN': '不是日期' },
  notATime: { en: 'is no time of day', 'zh-CN': '不是时间' },
  notANumber: { en: 'is no number', 'zh-CN': '不是数字' },
  notWhole: { en: 'is not a whole number of pieces', 'zh-CN': '不是整数件数' },
  outOfRange: { en: 'is too large or too small', 'zh-CN': '超出范围' },
  tooSmall: { en: 'is below the least value allowed', 'zh-CN': '小于允许的最小值' },
  tooLong: { en: 'is longer than 200 characters', 'zh-CN': '超过 200 个字符' },
  notAFlag: { en: 'is neither yes nor no', 'zh-CN': '既不是“是”也不是“否”' },
  notACurrency: { en: 'is no currency code of three letters', 'zh-CN': '不是三位币种代码' },
  notACountry: { en: 'is no country code of two letters', 'zh-CN': '不是两位国家代码' },
  notWeekdays: {
    en: 'is no list of weekdays, 1 = Monday to 7 = Sunday',
    'zh-CN': '不是星期列表（1 = 周一 … 7 = 周日）',
  },
  notALocationKind: {
    en: 'is none of warehouse, shop, supplier, third_party',
    'zh-CN': '不是 warehouse、shop、supplier、third_party 之一',
  },
  unknownItem: { en: 'is no item that is known', 'zh-CN': '不是已知的商品' },
  unknownLocation: { en: 'is no location that is known', 'zh-CN': '不是已知的地点' },
  unknownSupplier: { en: 'is no supplier that is known', 'zh-CN': '不是已知的供应商' },
  sameTwice: {
    en: 'says of the same thing something else than an earlier row',
    'zh-CN': '与之前的行对同一对象说法不一',
  },
  sameEnds: { en: 'is where it comes from, too', 'zh-CN': '与起点相同' },
  endBeforeStart: { en: 'lies before the start', 'zh-CN': '早于开始日期' },
  tooManyColumns: { en: 'has more columns than the header', 'zh-CN': '列数多于表头' },
  brokenQuote: { en: 'has a quote that is never closed', 'zh-CN': '引号未闭合' },
  brokenText: { en: 'has characters that are not in the encoding', 'zh-CN': '含有编码之外的字符' },
} as const satisfies Readonly<Record<string, { en: string; 'zh-CN': string }>>;

export type RejectReason = keyof typeof rejectReasons;
