import type { ProblemCatalogue } from './language.js';

export const planProblems = {
  'page.cursorUnusable': {
    status: 400,
    en: 'This cursor does not belong to this list and order. Ask for the first page again, without a cursor.',
    'zh-CN': '该分页游标不属于当前列表或排序方式。请去掉游标，从第一页重新读取。',
  },
  'item.notFound': {
    status: 404,
    en: 'There is no item with code {code}.',
    'zh-CN': '没有编码为 {code} 的商品。',
  },
  'location.notFound': {
    status: 404,
    en: 'There is no location with code {code}.',
    'zh-CN': '没有编码为 {code} 的地点。',
  },
  'plan.noHistory': {
    status: 409,
    en: 'There are no sales to plan from yet. Import a sales file first: stockwright import <file>.',
    'zh-CN': '还没有可用于计划的销售数据。请先导入销售文件：stockwright import <文件>。',
  },
  'plan.asOfOutside': {
    status: 422,
    en: 'There is no history up to {day}: it runs from {first} to {last}. Choose a day in between.',
    'zh-CN': '{day} 之前没有历史数据：现有历史为 {first} 至 {last}。请选择其间的日期。',
  },
  'plan.mixedCurrencies': {
    status: 422,
    en: 'Prices and costs are in several currencies ({currencies}). A plan needs one: convert them in the files and import again.',
    'zh-CN':
      '价格与成本使用了多种货币（{currencies}）。计划只能使用一种货币：请在文件中换算后重新导入。',
  },
  'plan.noSeries': {
    status: 404,
    en: 'Plan run {run} has no item {item} at location {location}.',
    'zh-CN': '计划 {run} 中没有地点 {location} 的商品 {item}。',
  },
  'plan.runNotFound': {
    status: 404,
    en: 'There is no plan run {id}.',
    'zh-CN': '没有编号为 {id} 的计划。',
  },
  'plan.lineNotFound': {
    status: 404,
    en: 'There is no plan line {id}.',
    'zh-CN': '没有编号为 {id} 的计划行。',
  },
  'plan.lineNotInRun': {
    status: 422,
    en: 'Line {line} does not belong to plan run {run}. Nothing was written.',
    'zh-CN': '第 {line} 号计划行不属于计划 {run}。未写入任何内容。',
  },
  'plan.lineDecidedTwice': {
    status: 422,
    en: 'Line {line} occurs twice in this request. Keep one decision per line; nothing was written.',
    'zh-CN': '本次请求中第 {line} 号计划行出现了两次。每行只保留一个决定；未写入任何内容。',
  },
  'plan.lineAlreadyOrdered': {
    status: 409,
    en: 'Line {line} has become order {order} and can no longer be decided on. Change or cancel the order instead.',
    'zh-CN': '第 {line} 号计划行已生成订单 {order}，不能再修改决定。请修改或取消该订单。',
  },
  'plan.lineNotApproved': {
    status: 409,
    en: 'Line {line} (item {item}) is {state}, not approved; {count} of the lines asked for are not. Approve them first; nothing was ordered.',
    'zh-CN':
      '第 {line} 号计划行（商品 {item}）的状态是“{stateZh}”，尚未批准；所选行中有 {count} 行未批准。请先批准；未生成任何订单。',
  },
  'plan.quantityNotWhole': {
    status: 422,
    en: 'Line {line}: {value} is not a whole number of pieces from 0 to 2147483647.',
    'zh-CN': '第 {line} 号计划行：{value} 不是 0 到 2147483647 之间的整数件数。',
  },
  'plan.stateUnknown': {
    status: 422,
    en: 'Line {line}: "{value}" is not a state. Use open, approved, rejected or snoozed.',
    'zh-CN':
      '第 {line} 号计划行：“{value}”不是有效状态。请使用 open、approved、rejected 或 snoozed。',
  },
  'plan.reasonTooLong': {
    status: 422,
    en: 'Line {line}: the reason has {length} characters; {limit} is the most.',
    'zh-CN': '第 {line} 号计划行：原因有 {length} 个字符，最多 {limit} 个。',
  },
  'plan.snoozeNeedsUntil': {
    status: 422,
    en: 'Line {line}: a snoozed line needs the day until which it sleeps.',
    'zh-CN': '第 {line} 号计划行：暂缓必须填写截止日期。',
  },
  'plan.untilNotADay': {
    status: 422,
    en: 'Line {line}: "{value}" is not a calendar day written as YYYY-MM-DD.',
    'zh-CN': '第 {line} 号计划行：“{value}”不是 YYYY-MM-DD 格式的日期。',
  },
  'plan.untilHasPassed': {
    status: 422,
    en: 'Line {line}: {until} lies before the day of the plan, {asOf}, so the decision would never hold. Choose a later day.',
    'zh-CN': '第 {line} 号计划行：{until} 早于计划日 {asOf}，该决定不会生效。请选择更晚的日期。',
  },
  'plan.actorMissing': {
    status: 422,
    en: 'Say who decides: a name of 1 to {limit} characters.',
    'zh-CN': '请注明决定人：1 到 {limit} 个字符。',
  },
  'plan.belowMinimumOrder': {
    status: 422,
    en: 'Line {line}: {quantity} is below the supplier’s minimum of {minimum}.',
    'zh-CN': '第 {line} 号计划行：{quantity} 低于供应商的最小起订量 {minimum}。',
  },
  'plan.notWholePacks': {
    status: 422,
    en: 'Line {line}: {quantity} is not a whole number of packs of {pack}.',
    'zh-CN': '第 {line} 号计划行：{quantity} 不是每包 {pack} 件的整数倍。',
  },
  'workbook.unreadable': {
    status: 422,
    en: 'This file is not an XLSX workbook that can be read. Export the plan as XLSX, edit that file and save it as XLSX.',
    'zh-CN': '无法读取该文件：它不是 XLSX 工作簿。请将计划导出为 XLSX，编辑后仍保存为 XLSX。',
  },
  'workbook.tooLarge': {
    status: 413,
    en: 'This workbook unpacks to more than {limit} MB, which no exported plan does. Export the plan again and edit that file.',
    'zh-CN': '该工作簿解压后超过 {limit} MB，不可能是导出的计划。请重新导出计划后再编辑。',
  },
  'workbook.notOurs': {
    status: 422,
    en: 'This workbook was not exported from a plan, or its hidden sheet was removed. Export the plan again and edit that file.',
    'zh-CN': '该工作簿不是从计划导出的，或其隐藏工作表已被删除。请重新导出计划后再编辑。',
  },
  'workbook.newerFormat': {
    status: 422,
    en: 'This workbook has format {version}; this program reads formats up to {known}. Update the program, or export the plan again.',
    'zh-CN': '该工作簿的格式版本为 {version}，本程序最高支持 {known}。请升级程序，或重新导出计划。',
  },
  'workbook.otherRun': {
    status: 409,
    en: 'This workbook belongs to plan run {found}, not to plan run {expected}. Choose the run it was exported from.',
    'zh-CN': '该工作簿属于计划 {found}，而不是计划 {expected}。请选择导出它的那个计划。',
  },
  'workbook.otherHouse': {
    status: 409,
    en: 'This workbook was exported from plan run {found} of another database. Export the plan here and edit that file.',
    'zh-CN': '该工作簿导出自另一个数据库的计划 {found}。请在此处重新导出计划后再编辑。',
  },
  'workbook.noHeader': {
    status: 422,
    en: 'No sheet of this workbook has a row with the column names (such as {columns}). Put the header row back, or export the plan again.',
    'zh-CN': '该工作簿中没有包含列名（如 {columns}）的标题行。请恢复标题行，或重新导出计划。',
  },
  'workbook.lineUnknown': {
    status: 422,
    en: 'This row is not a line of the exported plan.',
    'zh-CN': '该行不是所导出计划中的行。',
  },
  'workbook.lineAmbiguous': {
    status: 422,
    en: 'Several lines of the plan fit this row. Keep the columns {columns} as exported.',
    'zh-CN': '计划中有多行与该行相符。请保留导出的列：{columns}。',
  },
  'workbook.lineTwice': {
    status: 422,
    en: 'The same line stands in row {row} with other values. Keep one of the two rows.',
    'zh-CN': '第 {row} 行是同一计划行但内容不同。请只保留其中一行。',
  },
  'workbook.stateUnknown': {
    status: 422,
    en: '"{value}" is not a state. Use open, approved, rejected or snoozed.',
    'zh-CN': '“{value}”不是有效状态。请使用：待定、已批准、已拒绝、已暂缓。',
  },
  'workbook.quantityNotWhole': {
    status: 422,
    en: '"{value}" is not a whole number of pieces from 0 to 2147483647. Leave the cell empty to keep the computed quantity.',
    'zh-CN': '“{value}”不是 0 到 2147483647 之间的整数件数。留空则沿用计算数量。',
  },
  'workbook.reasonTooLong': {
    status: 422,
    en: 'The reason has {length} characters; {limit} is the most.',
    'zh-CN': '原因有 {length} 个字符，最多 {limit} 个。',
  },
  'workbook.untilNotADay': {
    status: 422,
    en: '"{value}" is not a day. Write it as YYYY-MM-DD.',
    'zh-CN': '“{value}”不是日期。请按 YYYY-MM-DD 填写。',
  },
  'workbook.untilHasPassed': {
    status: 422,
    en: '{until} lies before the day of the plan, {asOf}. Choose a later day.',
    'zh-CN': '{until} 早于计划日 {asOf}。请选择更晚的日期。',
  },
  'workbook.snoozeNeedsUntil': {
    status: 422,
    en: 'A snoozed line needs the day until which it sleeps.',
    'zh-CN': '暂缓必须填写截止日期。',
  },
  'workbook.lineOrdered': {
    status: 409,
    en: 'This line has become order {order} and can no longer be changed here.',
    'zh-CN': '该行已生成订单 {order}，不能在此修改。',
  },
  'workbook.cellError': {
    status: 422,
    en: 'The cell holds the error {value}. Type a value instead.',
    'zh-CN': '单元格内容是错误值 {value}。请改填一个值。',
  },
} as const satisfies ProblemCatalogue;
