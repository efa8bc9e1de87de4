/** What the command line says of forecasts, events and overrides in English. */
export const forecastEn = {
  'usage.number': '"{value}" is not a number of 0 or more.',
  'usage.uplift':
    '"{value}" is not a change of demand; write a share such as 0.5 or a percentage such as 50% or -20%.',
  'usage.horizon': '"{value}" is not a number of days from 1 to 365.',
  'usage.country': '"{value}" is not a country code of two letters such as GB or CN.',
  'usage.overrideValue': 'Say what to set: --factor <number> or --level <pieces>; one of the two.',
  'usage.forecastWhat': '--all forecasts everything: leave out item and location.',
  'usage.parquetNeedsFile':
    'Parquet cannot be shown here. Give it a file: --output forecast.parquet',

  'job.forecast': 'Forecast',
  'forecast.written':
    '{rows} {rows|row|rows} of {series} item-locations, as of {day}, written to {file}',

  'explain.title': 'Why (plan {id}, as of {day})',
  'explain.method': 'Method: {method}.',
  'explain.level': 'Level: {level} pieces a day, give or take {spread}.',
  'explain.trend': 'Trend: {slope} pieces a day more or less with every day.',
  'explain.week': 'Week, Monday to Sunday (1 = a mean day): {shares}',
  'explain.driver': '{name} changes it by {effect}.',
  'explain.event': 'Event {id}: {name}, {from} to {to}.',
  'explain.eventExpected':
    'Event {id}: {name}, {from} to {to}; a person expects {uplift} of demand.',
  'explain.override':
    'Override {id} by {actor} ({reason}), {from} to {to}: {what}. {pieces} pieces on {days} days instead of the computed {computed}.',
  'explain.factor': 'times {value}',
  'explain.levelSet': '{value} pieces a day',
  'explain.total': 'Expected over {days} days: {pieces} pieces.',
  'explain.totalSet': 'Expected over {days} days: {pieces} pieces; computed were {computed}.',
  'explain.since': 'Since plan {id}, as of {day}:',
  'explain.nothingChanged': 'nothing that shows here.',

  'why.noHistory': 'Nothing was ever sold here, so nothing is forecast.',
  'why.untested':
    'The history of {days} days is too short to test methods on it; the usual one was taken.',
  'why.combinationStands':
    'Tested from {origins} past {origins|day|days} on, it missed totals of {days} days by {error} pieces; {other}, the best other one, by {otherError}.',
  'why.clearlyBetter':
    'Tested from {origins} past {origins|day|days} on, it missed totals of {days} days by {error} pieces, clearly less than the {other} ({otherError}).',
  'why.intermittent': 'It sells on one day in {interval}.',
  'why.lumpy': 'Its demand comes in very different sizes (coefficient of variation {cv}).',
  'why.stockOutDays':
    '{days} {days|day|days} without stock {days|was|were} left out: nothing of demand can be seen there.',
  'why.biased': 'In that test it came out {bias} against what was sold, on the mean.',
  'why.launch':
    'On sale here for {days} {days|day|days}: forecast from launches of items like it ({items}) and its own first sales.',
  'why.succeeds':
    'It takes over {percent} % of the demand for {items} from {day} on, so their history counts as its own.',
  'why.succeeded': '{items} took or will take over {percent} % of its demand from {day} on.',
  'why.endOfLife': 'It ends on {day}: nothing is expected after that.',
  'why.soldOutDays':
    '{days} {days|day|days} sold out; about {pieces} pieces more would have been sold and count as demand.',
  'why.outliers':
    '{count} {count|day|days} of its history {count|stands|stand} out; most of all {day} with {pieces} pieces where {expected} were to be expected. Nothing is left out for it.',
  'why.quiet':
    'Nothing was sold for {days} days, where a sale every {interval} days is usual; over for good with a probability of {percent} %.',

  'change.engineChanged': 'the engine is {to} instead of {from}',
  'change.historyGrew':
    '{days} {days|day|days} of sales came in: {pieces} pieces, where {expected} were expected',
  'change.historyCorrected':
    'sales of {days} earlier {days|day|days} were corrected: {pieces} pieces',
  'change.methodChanged': 'the method is {to} instead of {from}',
  'change.levelChanged': 'the level went from {from} to {to} pieces a day',
  'change.eventsAdded': 'new or changed in the calendar: {names}',
  'change.eventsRemoved': 'no longer so in the calendar: {names}',
  'change.overridesAdded': '{count} new {count|override|overrides}: {ids}',
  'change.overridesEnded': '{count} {count|override|overrides} no longer in force: {ids}',
  'change.forecastChanged':
    'computed demand of the {days} days that both forecast went from {from} to {to} pieces',

  'accuracy.title':
    'Forecast of plan {id} (as of {day}) beside the sales from {from} to {to}: {series} item-locations',
  'accuracy.total':
    'In all {forecast} pieces forecast and {actual} sold: bias {bias}, item-location totals off by {error}, {coverage} of days within the 80 % band.',
  'accuracy.byHand':
    'Overrides included. As computed, totals would have been off by {computed} pieces instead of {error}.',
  'accuracy.notKnown': 'not known',

  'events.none':
    'There are no such events. Add one with: stockwright events add, or the holidays with: stockwright events holidays',
  'events.added': 'Event {id} added. It counts from the next plan on.',
  'events.changed': 'Event {id} changed. It counts from the next plan on.',
  'events.removed': 'Event {id} removed. It counts no more from the next plan on.',
  'events.judged':
    'Event {id}, {name}: {actual} pieces sold from {from} to {to} at {series} item-locations, where {usual} would have been usual: {uplift}.',
  'events.expected': 'Plan {id} (as of {day}) expected {pieces} pieces: {uplift}.',
  'events.noPlanBefore': 'No plan before it forecast these days.',
  'events.expectedByPerson': 'Expected by a person: {uplift}.',
  'override.none': 'There are no such overrides.',
  'override.set':
    'Override {id} set. It counts from the next plan on; the computed forecast stays beside it.',
  'override.withdrawn': 'Override {id} withdrawn. It counts no more from the next plan on.',
  'override.noneToJudge':
    'No override can be judged yet: its days must have passed and a plan must have used it.',
  'word.everywhere': 'everywhere',
  'word.allItems': 'all items',
  'word.withdrawn': 'withdrawn',
  'word.removed': 'removed',

  'state.promotions': 'promotions',
  'state.drivers': 'drivers',
  'state.successions': 'successions',
  'state.person': 'person',
  'state.holiday': 'holiday',
  'state.retail': 'shopping day',
  'state.promotion': 'promotion',
  'state.school': 'school',
  'state.other': 'other',
  'state.factor': 'factor',
  'state.level': 'level',

  'succession.guesses':
    'These are guesses: codes of one product in two colours look like this too. Write them to a file with --output, keep the true ones, and import it.',
  'column.predecessor': 'Predecessor',
  'column.successor': 'Successor',
  'column.lastSold': 'Last sold',
  'column.firstSold': 'First sold',
  'column.score': 'Likeness',
  'column.added': 'Added',
  'column.changed': 'Changed',
  'column.removed': 'Removed',
  'column.unchanged': 'Unchanged',
  'column.country': 'Country',
  'column.origin': 'From',
  'column.uplift': 'Expected',
  'column.where': 'Where',
  'column.what': 'What',
  'column.override': 'Override',
  'column.value': 'Value',
  'column.overridden': 'As set',
  'column.sold': 'Sold',
  'column.errorComputed': 'Off, computed',
  'column.errorSet': 'Off, as set',
  'column.gain': 'Gain',
  'column.better': 'Better',
  'column.worse': 'Worse',
  'column.forecast': 'Forecast',
  'column.bias': 'Bias',
  'column.error': 'Off',
  'column.coverage': 'In the band',

  'help.forecastSuccessions': 'items that look as if one replaced the other',
  'help.forecastAccuracy': 'set the forecast of a plan beside the sales since',
  'help.events': 'the calendar of events that move demand',
  'help.eventsList': 'list events',
  'help.eventsShow': 'show one event with all its versions',
  'help.eventsAdd': 'add an event',
  'help.eventsChange': 'change an event; what is not given stays',
  'help.eventsRemove': 'take an event out of the calendar',
  'help.eventsHolidays':
    "add the holidays and shopping days of countries (default: the locations' own)",
  'help.eventsJudge': 'set what an event did beside what was expected of it',
  'help.override': 'what people set on forecasts, and who was right',
  'help.overrideAdd': 'set a forecast from the next plan on',
  'help.overrideList': 'list overrides',
  'help.overrideWithdraw': 'withdraw an override from the next plan on',
  'help.overrideJudge': 'set overrides beside what was sold: who gained accuracy',
  'option.all': 'forecast everything anew and write it to a file',
  'option.forecastFormat': 'csv or parquet (default: by the file name, else csv)',
  'option.horizon': 'days ahead, 1 to 365',
  'option.fromDay': 'first day',
  'option.toDay': 'last day (default: the first)',
  'option.touchFrom': 'what touches this day or a later one',
  'option.touchTo': 'what touches this day or an earlier one',
  'option.eventName': 'name of the event',
  'option.nameZh': 'its Chinese name',
  'option.eventKind': 'holiday, retail, promotion, school, other, or a word of your own',
  'option.recursAs': 'what it is an occurrence of (default: its name without a year)',
  'option.onlyItem': 'code of the one item that it concerns (default: all)',
  'option.onlyCategory': 'the one category that it concerns (default: all)',
  'option.onlyLocation': 'code of the one location that it concerns (default: all)',
  'option.onlyCountry': 'two letters: the country whose locations it concerns (default: all)',
  'option.uplift': 'change of demand that is expected, e.g. 50% (default: learnt from the past)',
  'option.everywhere': 'they concern all locations, also of other countries',
  'option.factor': 'number that multiplies the computed pieces',
  'option.level': 'pieces a day, on the mean of the days; needs item and location',
  'option.withdrawn': 'show withdrawn ones, too',
  'argument.item': 'code of an item, or words of its name',
  'argument.location': 'code of a location',
  'argument.event': 'id of an event',
  'argument.countries': 'countries, two letters each',
  'argument.override': 'id of an override',
} as const;
