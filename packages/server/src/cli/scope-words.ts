import type { ItemRef, LocationRef } from '@stockwright/contract';
import type { Voice } from './terminal.js';

/** What an event or an override is about, in words. */
export interface ScopeShown {
  readonly item: ItemRef | null;
  readonly category: string | null;
  readonly location: LocationRef | null;
  readonly country?: string | null;
}

/** The items: one, a category, or all. */
export const whatIn = (voice: Voice, { item, category }: ScopeShown): string =>
  item?.code ?? category ?? voice.word('word.allItems');

/** The places: one, a country, or everywhere. */
export const whereIn = (voice: Voice, { location, country }: ScopeShown): string =>
  location?.code ?? country ?? voice.word('word.everywhere');
