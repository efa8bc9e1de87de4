export {
  type DailyHistory,
  type JoinedHistory,
  joinSuccession,
  type SuccessionSettings,
} from './join-succession.js';
export {
  type Substitution,
  type SubstitutionSettings,
  substitution,
  type Taker,
} from './substitution.js';
export {
  type ItemSpan,
  type SuccessionSuggestion,
  type SuggestSettings,
  suggestSuccessions,
} from './suggest-successions.js';
