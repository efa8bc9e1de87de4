import type { Language } from './language.js';

/** What a check found, and what to do about it, with {blanks} for the facts. */
export interface FindingText {
  readonly severity: 'error' | 'warning' | 'info';
  readonly en: { readonly what: string; readonly mend: string };
  readonly 'zh-CN': { readonly what: string; readonly mend: string };
}

export const findings = {
  'lock.held': {
    severity: 'info',
    en: {
      what: 'Process {pid} works in this folder, so its database was not opened.',
      mend: 'Stop that process to have everything checked.',
    },
    'zh-CN': {
      what: '进程 {pid} 正在使用此文件夹，因此未打开其数据库。',
      mend: '停止该进程后可进行完整检查。',
    },
  },
  'lock.stale': {
    severity: 'warning',
    en: {
      what: 'The process that last worked here ({pid}) ended without closing the folder.',
      mend: 'Nothing to do: the next start takes the folder over. If it happens often, look for what ends the process.',
    },
    'zh-CN': {
      what: '上次在此工作的进程（{pid}）未正常关闭文件夹就结束了。',
      mend: '无需处理：下次启动会自动接管。若经常发生，请检查进程被终止的原因。',
    },
  },
  'database.doesNotOpen': {
    severity: 'error',
    en: {
      what: 'The database does not open: {reason}',
      mend: 'Restore the newest backup into an empty folder: stockwright restore.',
    },
    'zh-CN': {
      what: '数据库无法打开：{reason}',
      mend: '请将最新的备份恢复到空文件夹：stockwright restore。',
    },
  },
  'schema.newer': {
    severity: 'error',
    en: {
      what: 'The database was made by a newer Stockwright (step {step}).',
      mend: 'Update this program.',
    },
    'zh-CN': {
      what: '数据库由更新版本的 Stockwright 创建（步骤 {step}）。',
      mend: '请升级本程序。',
    },
  },
  'schema.older': {
    severity: 'info',
    en: {
      what: 'The database lacks {count} steps of the schema.',
      mend: 'Nothing to do: the next start applies them. A backup before that does no harm.',
    },
    'zh-CN': {
      what: '数据库缺少 {count} 个架构步骤。',
      mend: '无需处理：下次启动时会自动应用。建议先做备份。',
    },
  },
  'history.missing': {
    severity: 'error',
    en: {
      what: 'The file {file} of source {source} is missing.',
      mend: 'Import that source again, or restore a backup.',
    },
    'zh-CN': { what: '来源 {source} 的文件 {file} 缺失。', mend: '请重新导入该来源，或恢复备份。' },
  },
  'history.damaged': {
    severity: 'error',
    en: {
      what: 'The file {file} of source {source} cannot be read: {reason}',
      mend: 'Import that source again, or restore a backup.',
    },
    'zh-CN': {
      what: '来源 {source} 的文件 {file} 无法读取：{reason}',
      mend: '请重新导入该来源，或恢复备份。',
    },
  },
  'history.rowsDiffer': {
    severity: 'error',
    en: {
      what: 'The file {file} of source {source} has {found} rows, {expected} were imported.',
      mend: 'Import that source again, or restore a backup.',
    },
    'zh-CN': {
      what: '来源 {source} 的文件 {file} 有 {found} 行，导入时为 {expected} 行。',
      mend: '请重新导入该来源，或恢复备份。',
    },
  },
  'history.orphans': {
    severity: 'info',
    en: {
      what: '{count} files in {folder} belong to no source ({megabytes} MB), for example {file}.',
      mend: 'Nothing to do: torn imports leave them, and the next start removes them.',
    },
    'zh-CN': {
      what: '{folder} 中有 {count} 个文件不属于任何来源（{megabytes} MB），例如 {file}。',
      mend: '无需处理：中断的导入会留下它们，下次启动时会清除。',
    },
  },
  'runs.missing': {
    severity: 'warning',
    en: {
      what: 'The forecast file {file} of plan {run} is missing: its charts cannot be drawn.',
      mend: 'Plan again, or restore a backup.',
    },
    'zh-CN': {
      what: '计划 {run} 的预测文件 {file} 缺失：无法绘制其图表。',
      mend: '请重新计划，或恢复备份。',
    },
  },
  'stock.balanceDiffers': {
    severity: 'error',
    en: {
      what: 'Stock of {item} at {location}, {bucket}: the journal adds up to {journal}, the balance says {balance}.',
      mend: 'The journal is the truth. Something other than Stockwright wrote to the database; restore a backup or report this.',
    },
    'zh-CN': {
      what: '{item} 在 {location} 的库存（{bucket}）：流水合计为 {journal}，余额为 {balance}。',
      mend: '以流水为准。有其他程序写过数据库；请恢复备份或报告此问题。',
    },
  },
  'stock.onOrderDiffers': {
    severity: 'error',
    en: {
      what: 'On order of {item} at {location} is {balance}, open orders have {orders} to come.',
      mend: 'Something other than Stockwright wrote to the database; restore a backup or report this.',
    },
    'zh-CN': {
      what: '{item} 在 {location} 的在订量为 {balance}，未结订单待到 {orders}。',
      mend: '有其他程序写过数据库；请恢复备份或报告此问题。',
    },
  },
  'jobs.stuck': {
    severity: 'warning',
    en: {
      what: 'Job {job} ({kind}) is marked as running, but its process is gone.',
      mend: 'The next command that opens the folder, such as stockwright jobs, marks it as failed or takes it up again. What it had begun is undone; run it again.',
    },
    'zh-CN': {
      what: '任务 {job}（{kind}）标记为运行中，但其进程已不存在。',
      mend: '下一个打开此文件夹的命令（例如 stockwright jobs）会将其标记为失败或重新排队。未完成的更改均已撤销；请重新运行。',
    },
  },
  'disk.low': {
    severity: 'warning',
    en: {
      what: 'The disk of {folder} has {megabytes} MB free.',
      mend: 'Free some space: an import or a plan may need more.',
    },
    'zh-CN': {
      what: '{folder} 所在磁盘剩余 {megabytes} MB。',
      mend: '请释放空间：导入或计划可能需要更多空间。',
    },
  },
} as const satisfies Readonly<Record<string, FindingText>>;

export type FindingCode = keyof typeof findings;

/** What was found and how to mend it, in a language, the blanks filled. */
export function findingIn(
  code: FindingCode,
  facts: Readonly<Record<string, string | number>>,
  language: Language,
): { what: string; mend: string } {
  const { what, mend } = findings[code][language];
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (blank, name: string) =>
      name in facts ? String(facts[name]) : blank,
    );
  return { what: fill(what), mend: fill(mend) };
}
