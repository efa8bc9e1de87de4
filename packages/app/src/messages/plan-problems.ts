import type { ProblemCatalogue } from './language.js';

export const planProblems = {
  'plan.runNotFound': {
    status: 404,
    en: 'There is no plan run {id}.',
    'zh-CN': '没有编号为 {id} 的计划。',
  },
} as const satisfies ProblemCatalogue;
