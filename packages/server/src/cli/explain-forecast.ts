import type { ForecastExplanation } from '@stockwright/contract';
import { isMessageKey, type MessageKey } from '../messages/say.js';
import { change, count, nameIn, percent } from './format.js';
import type { Voice } from './terminal.js';

type Facts = Readonly<Record<string, string | number>>;

/** Why a forecast is what it is, in sentences. */
export function printExplanation(voice: Voice, told: ForecastExplanation): void {
  const say = (key: MessageKey, facts: Facts = {}) => voice.line(`  ${voice.word(key, facts)}`);
  const pieces = (value: number) => count(value, voice.language);
  voice.line(voice.word('explain.title', { id: told.runId, day: told.asOf }));
  say('explain.method', { method: methodIn(voice, told.method) });
  for (const { code, facts } of told.why) say(`why.${code}`, inWords(voice, facts));
  if (told.level !== null)
    say('explain.level', { level: fine(told.level), spread: percent(told.levelSpread ?? 0) });
  if (told.slope) say('explain.trend', { slope: fine(told.slope) });
  if (told.weekdayShape)
    say('explain.week', { shares: told.weekdayShape.map((share) => share.toFixed(2)).join('  ') });
  for (const { name, effect } of told.drivers)
    say('explain.driver', { name, effect: change(effect) });
  for (const event of told.events) {
    const { id, fromDay: from, toDay: to, expectedUplift: uplift } = event;
    const facts = { id, name: nameIn(event, voice.language), from, to };
    if (uplift === null) say('explain.event', facts);
    else say('explain.eventExpected', { ...facts, uplift: change(uplift) });
  }
  for (const { override, days, computedPieces, pieces: set } of told.overrides)
    say('explain.override', {
      id: override.id,
      actor: override.actor,
      reason: override.reason,
      from: override.fromDay,
      to: override.toDay,
      what: voice.word(override.kind === 'factor' ? 'explain.factor' : 'explain.levelSet', {
        value: override.value,
      }),
      days,
      pieces: pieces(set),
      computed: pieces(computedPieces),
    });
  const total = { days: told.horizonDays, pieces: pieces(told.pieces) };
  if (told.overrides.length === 0) say('explain.total', total);
  else say('explain.totalSet', { ...total, computed: pieces(told.computedPieces) });
  if (told.changes) printChanges(voice, told.changes);
}

function printChanges(
  voice: Voice,
  { runId, asOf, told }: NonNullable<ForecastExplanation['changes']>,
): void {
  voice.line(voice.word('explain.since', { id: runId, day: asOf }));
  if (told.length === 0) voice.line(`  ${voice.word('explain.nothingChanged')}`);
  for (const { code, facts } of told) {
    const names = voice.language === 'zh-CN' ? facts.namesZh : facts.names;
    const words = inWords(voice, names === undefined ? facts : { ...facts, names });
    voice.line(`  ${voice.word(`change.${code}`, words)}`);
  }
}

/** Facts for reading: methods by their names, numbers rounded, shares as percentages. */
function inWords(voice: Voice, facts: Facts): Facts {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => {
      if (name === 'bias' && typeof value === 'number') return [name, change(value)];
      return [name, typeof value === 'number' ? fine(value) : methodIn(voice, value)];
    }),
  );
}

/** Two decimals below ten, one above: a slow mover's level is a few hundredths. */
const fine = (value: number): string =>
  Number.isInteger(value) ? String(value) : value.toFixed(Math.abs(value) < 10 ? 2 : 1);

function methodIn(voice: Voice, name: string): string {
  const key = `method.${name}`;
  return isMessageKey(key) ? voice.word(key) : name;
}
