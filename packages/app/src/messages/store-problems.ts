import type { ProblemCatalogue } from './language.js';

export const storeProblems = {
  'dataDir.inUse': {
    status: 409,
    en: 'The folder {folder} is in use by process {pid}. Stop that process, or choose another folder with --data-dir.',
    'zh-CN': '文件夹 {folder} 正被进程 {pid} 使用。请停止该进程，或用 --data-dir 指定其他文件夹。',
  },
  'job.notFound': {
    status: 404,
    en: 'There is no job {id}.',
    'zh-CN': '没有编号为 {id} 的任务。',
  },
} as const satisfies ProblemCatalogue;
