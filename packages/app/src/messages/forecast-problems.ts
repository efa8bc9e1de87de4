import type { ProblemCatalogue } from './language.js';

export const forecastProblems = {
  'scope.categoryNotFound': {
    status: 404,
    en: 'No item is in category "{category}". Write it as the items do.',
    'zh-CN': '没有属于品类“{category}”的商品。请按商品资料中的写法填写。',
  },
  'scope.categoryAndItem': {
    status: 422,
    en: 'Give a category or an item, not both; neither means all items.',
    'zh-CN': '品类与商品只能填写其一；都不填表示全部商品。',
  },
  'scope.countryAndLocation': {
    status: 422,
    en: 'Give a country or a location, not both; neither means everywhere.',
    'zh-CN': '国家与地点只能填写其一；都不填表示所有地点。',
  },
  'calendar.eventNotFound': {
    status: 404,
    en: 'There is no event {id} in the calendar.',
    'zh-CN': '日历中没有编号为 {id} 的事件。',
  },
  'calendar.eventRemoved': {
    status: 409,
    en: 'Event {id} was removed from the calendar by {actor}. Add it anew if it is meant to be there.',
    'zh-CN': '事件 {id} 已由 {actor} 从日历中移除。如仍需要，请重新添加。',
  },
  'calendar.changedMeanwhile': {
    status: 409,
    en: 'Event {id} was changed by {actor} meanwhile. Look at it again and repeat your change; nothing was written.',
    'zh-CN': '事件 {id} 已被 {actor} 修改。请重新查看后再改；未写入任何内容。',
  },
  'calendar.nameMissing': {
    status: 422,
    en: 'An event needs a name of 1 to {limit} characters.',
    'zh-CN': '事件需要名称：1 到 {limit} 个字符。',
  },
  'calendar.endBeforeStart': {
    status: 422,
    en: 'The last day {toDay} lies before the first day {fromDay}. Swap or correct them.',
    'zh-CN': '结束日 {toDay} 早于开始日 {fromDay}。请交换或更正。',
  },
  'calendar.tooLong': {
    status: 422,
    en: 'These are {days} days; at most {limit} may be covered at once.',
    'zh-CN': '所选共 {days} 天；一次最多 {limit} 天。',
  },
  'calendar.upliftOutside': {
    status: 422,
    en: 'The expected change of demand is {value}; it must lie from -1 (nothing sells) to 100. 0.5 means half as much again.',
    'zh-CN': '预期需求变化为 {value}；应在 -1（完全不卖）到 100 之间。0.5 表示增加一半。',
  },
  'calendar.unknownCountry': {
    status: 422,
    en: 'No holidays are known of country "{country}". Use a code of two letters such as GB or CN.',
    'zh-CN': '没有国家“{country}”的节假日资料。请使用两位国家代码，例如 GB 或 CN。',
  },
  'calendar.noCountry': {
    status: 422,
    en: 'No location says which country it is in. Name the country, e.g. GB, or import locations with one.',
    'zh-CN': '没有地点注明所在国家。请指定国家（例如 CN），或导入带有国家的地点。',
  },
  'calendar.notYet': {
    status: 409,
    en: 'Event {id} cannot be judged yet: sales are known up to {lastDay}, the event begins on {fromDay}.',
    'zh-CN': '事件 {id} 还不能评价：销售数据截至 {lastDay}，事件从 {fromDay} 开始。',
  },
  'forecast.overrideNotFound': {
    status: 404,
    en: 'There is no forecast override {id}.',
    'zh-CN': '没有编号为 {id} 的预测调整。',
  },
  'forecast.overrideWithdrawn': {
    status: 409,
    en: 'Override {id} was withdrawn by {actor} already.',
    'zh-CN': '预测调整 {id} 已由 {actor} 撤回。',
  },
  'forecast.overrideNeedsScope': {
    status: 422,
    en: 'An override of everything everywhere is not taken: name an item, a category or a location.',
    'zh-CN': '不能对所有商品、所有地点做调整：请指定商品、品类或地点。',
  },
  'forecast.levelNeedsPlace': {
    status: 422,
    en: 'A level is pieces a day of one item at one location: name both, or give a factor.',
    'zh-CN': '“水平”是一个商品在一个地点的每日件数：请同时指定商品和地点，或改用系数。',
  },
  'forecast.valueOutside': {
    status: 422,
    en: 'The value {value} is not usable: a factor lies from 0 to 100, a level is 0 or more pieces a day.',
    'zh-CN': '数值 {value} 无法使用：系数应在 0 到 100 之间，水平应为每天 0 件以上。',
  },
  'forecast.reasonMissing': {
    status: 422,
    en: 'An override needs a reason of 1 to {limit} characters: it is judged by it later.',
    'zh-CN': '预测调整需要理由（1 到 {limit} 个字符），以便日后评价。',
  },
  'forecast.notApplied': {
    status: 409,
    en: 'No plan run has used override {id} yet, so there is nothing to judge. Make a plan first.',
    'zh-CN': '还没有计划使用过预测调整 {id}，无从评价。请先运行计划。',
  },
  'forecast.notYet': {
    status: 409,
    en: 'Nothing to judge yet: sales are known up to {lastDay}, and the first day forecast is {firstDay}.',
    'zh-CN': '还无从评价：销售数据截至 {lastDay}，而首个预测日为 {firstDay}。',
  },
  'forecast.noFile': {
    status: 404,
    en: 'Job {id} made no forecast file, or it was removed since.',
    'zh-CN': '任务 {id} 没有生成预测文件，或文件已被清除。',
  },
} as const satisfies ProblemCatalogue;
