import type { ProblemCatalogue } from './language.js';

export const importProblems = {
  'import.emptyFile': {
    status: 422,
    en: '{file} is empty (0 bytes). Export it again from its system and import that.',
    'zh-CN': '{file} 是空文件（0 字节）。请从原系统重新导出后再导入。',
  },
} as const satisfies ProblemCatalogue;
