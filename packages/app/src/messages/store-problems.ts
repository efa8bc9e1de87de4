import type { ProblemCatalogue } from './language.js';

/** Trouble with the place where the data lies: folder, database, backups, jobs, stock and its orders. */
export const storeProblems = {
  'dataDir.inUse': {
    status: 409,
    en: 'The folder {folder} is in use by process {pid}. If that is the desk (start or serve), the same can be seen and done there; or stop it with Ctrl-C and try again, or choose another folder with --data-dir.',
    'zh-CN':
      '文件夹 {folder} 正被进程 {pid} 使用。若该进程是工作台（start 或 serve），可直接在其中查看和操作；也可用 Ctrl-C 停止它后重试，或用 --data-dir 指定其他文件夹。',
  },
  'dataDir.inUseElsewhere': {
    status: 409,
    en: 'The folder {folder} is in use by process {pid} on {host}. Stop it there, or choose another folder with --data-dir. If that machine is gone for good, delete {lock}.',
    'zh-CN':
      '文件夹 {folder} 正被主机 {host} 上的进程 {pid} 使用。请在该主机上停止它，或用 --data-dir 指定其他文件夹。若该主机已不再存在，请删除 {lock}。',
  },
  'dataDir.foreign': {
    status: 409,
    en: 'The folder {folder} holds something else ({entry}). Choose an empty folder or one that Stockwright made, with --data-dir.',
    'zh-CN':
      '文件夹 {folder} 中有其他内容（{entry}）。请用 --data-dir 指定空文件夹或由 Stockwright 创建的文件夹。',
  },
  'dataDir.notAFolder': {
    status: 422,
    en: '{folder} is a file, not a folder. Choose a folder with --data-dir.',
    'zh-CN': '{folder} 是文件而不是文件夹。请用 --data-dir 指定一个文件夹。',
  },
  'dataDir.newer': {
    status: 409,
    en: 'The folder {folder} was written by a newer Stockwright (layout {layout}). Update this program, or choose another folder with --data-dir.',
    'zh-CN':
      '文件夹 {folder} 由更新版本的 Stockwright 写入（布局 {layout}）。请升级本程序，或用 --data-dir 指定其他文件夹。',
  },
  'dataDir.notFound': {
    status: 404,
    en: 'There is no data in {folder}. Run "stockwright import" or "npm start" first, or give the right folder with --data-dir.',
    'zh-CN':
      '{folder} 中没有数据。请先运行 “stockwright import” 或 “npm start”，或用 --data-dir 指定正确的文件夹。',
  },
  'file.notFound': {
    status: 404,
    en: 'There is no file or folder {path}. Check its name.',
    'zh-CN': '找不到文件或文件夹 {path}。请检查名称。',
  },
  'file.noFolder': {
    status: 404,
    en: 'There is no folder {folder} to write {path} into. Make it first, or choose another place.',
    'zh-CN': '没有文件夹 {folder}，无法写入 {path}。请先创建该文件夹，或选择其他位置。',
  },
  'file.notReadable': {
    status: 403,
    en: '{path} cannot be read: permission denied. Give this user the right to read it.',
    'zh-CN': '无法读取 {path}：权限不足。请授予当前用户读取权限。',
  },
  'file.notWritable': {
    status: 403,
    en: '{path} cannot be written: {reason}. Give this user the right to write there, or choose another place.',
    'zh-CN': '无法写入 {path}：{reason}。请授予当前用户写入权限，或选择其他位置。',
  },
  'file.exists': {
    status: 409,
    en: '{path} exists already and is not overwritten. Choose another name, or remove it first.',
    'zh-CN': '{path} 已存在，不会被覆盖。请换一个名称，或先将其删除。',
  },
  'disk.full': {
    status: 507,
    en: 'The disk is full ({path}). Nothing of this step was kept. Free some space and run it again.',
    'zh-CN': '磁盘已满（{path}）。本步骤未保存任何内容。请释放空间后重试。',
  },
  'database.unreachable': {
    status: 503,
    en: 'The database at {address} does not answer: {reason}. Check DATABASE_URL and that the server runs.',
    'zh-CN': '数据库 {address} 无响应：{reason}。请检查 DATABASE_URL 以及服务器是否在运行。',
  },
  'database.newer': {
    status: 409,
    en: 'The database was made by a newer Stockwright (step {step} is not known here). Update this program, or choose another folder or database.',
    'zh-CN':
      '数据库由更新版本的 Stockwright 创建（本程序不认识步骤 {step}）。请升级本程序，或选择其他文件夹或数据库。',
  },
  'database.damaged': {
    status: 500,
    en: 'The database in {folder} does not open: {reason}. Restore a backup into an empty folder with "stockwright restore".',
    'zh-CN':
      '{folder} 中的数据库无法打开：{reason}。请用 “stockwright restore” 将备份恢复到一个空文件夹。',
  },
  'backup.damaged': {
    status: 422,
    en: '{file} is not a whole backup: {reason}. Nothing was restored. Take another backup file.',
    'zh-CN': '{file} 不是完整的备份：{reason}。未恢复任何内容。请使用其他备份文件。',
  },
  'backup.newer': {
    status: 409,
    en: '{file} was made by a newer Stockwright ({step}). Update this program and restore again.',
    'zh-CN': '{file} 由更新版本的 Stockwright 创建（{step}）。请升级本程序后再恢复。',
  },
  'restore.notEmpty': {
    status: 409,
    en: '{target} is not empty; a backup is restored into an empty place only. Choose another one.',
    'zh-CN': '{target} 不为空；备份只能恢复到空的位置。请选择其他位置。',
  },
  'job.notFound': {
    status: 404,
    en: 'There is no job {id}.',
    'zh-CN': '没有编号为 {id} 的任务。',
  },
  'job.unknownKind': {
    status: 422,
    en: 'There is no kind of job called {kind}.',
    'zh-CN': '没有名为 {kind} 的任务类型。',
  },
  'job.cancelled': {
    status: 409,
    en: 'The job was cancelled. What was there before is unchanged.',
    'zh-CN': '任务已取消。之前的数据保持不变。',
  },
  'job.interrupted': {
    status: 500,
    en: 'The process that ran this job ended before the job did. What was there before is unchanged; run it again.',
    'zh-CN': '运行此任务的进程在任务完成前已结束。之前的数据保持不变；请重新运行。',
  },
  'job.triedTooOften': {
    status: 500,
    en: 'The job was interrupted {attempts} times and is not tried again. Look at its log, then start it anew.',
    'zh-CN': '任务已被中断 {attempts} 次，不再重试。请查看其日志后重新启动。',
  },
  'job.failed': {
    status: 500,
    en: 'The job failed for a reason the program did not expect: {reason}. Its log says more.',
    'zh-CN': '任务因意外原因失败：{reason}。详情见任务日志。',
  },
  'stock.unknownPlace': {
    status: 422,
    en: 'There is no item {item} or no location {location}. Import it first.',
    'zh-CN': '没有商品 {item} 或地点 {location}。请先导入。',
  },
  'stock.notEnough': {
    status: 409,
    en: 'Item {item} at {location} has {available} pieces free, {wanted} are wanted. Take fewer, or wait for a receipt.',
    'zh-CN':
      '商品 {item} 在 {location} 只有 {available} 件可用，需要 {wanted} 件。请减少数量，或等待到货。',
  },
  'stock.notWhole': {
    status: 422,
    en: 'A quantity of {quantity} is not a whole number of pieces that can be stored.',
    'zh-CN': '数量 {quantity} 不是可存储的整数件数。',
  },
  'supplyOrder.notFound': {
    status: 404,
    en: 'There is no supply order {id}.',
    'zh-CN': '没有编号为 {id} 的补货单。',
  },
  'supplyOrder.lineNotFound': {
    status: 404,
    en: 'Supply order {id} has no line {line}.',
    'zh-CN': '补货单 {id} 没有行 {line}。',
  },
  'supplyOrder.wrongState': {
    status: 409,
    en: 'Supply order {number} is {state}; it cannot become {to}.',
    'zh-CN': '补货单 {number} 的状态为 {state}，不能变为 {to}。',
  },
  'supplyOrder.notOpen': {
    status: 409,
    en: 'Supply order {number} is {state}; goods come only for an order that was sent and is not yet complete.',
    'zh-CN': '补货单 {number} 的状态为 {state}；只有已发出且未完成的补货单才能发货或收货。',
  },
  'supplyOrder.nothingLeftToShip': {
    status: 422,
    en: 'Supply order {number}, item {item}: {wanted} pieces cannot leave, only {left} have not left yet.',
    'zh-CN': '补货单 {number}，商品 {item}：无法发出 {wanted} 件，仅剩 {left} 件未发出。',
  },
  'supplyOrder.onTheWay': {
    status: 409,
    en: 'Supply order {number} is on its way already and cannot be cancelled. Receive it, or close it short.',
    'zh-CN': '补货单 {number} 已在途，不能取消。请收货或短缺结单。',
  },
  'supplyOrder.nothingReceived': {
    status: 422,
    en: 'The receipt for supply order {number} names no pieces. Give at least one accepted or rejected piece.',
    'zh-CN': '补货单 {number} 的收货没有任何件数。请至少填写一件合格或拒收数量。',
  },
  'supplyOrder.badDay': {
    status: 422,
    en: 'Supply order {number}: {day} lies before {earliest}, the day it was sent. Give a later day.',
    'zh-CN': '补货单 {number}：{day} 早于发出之日 {earliest}。请填写更晚的日期。',
  },
  'supplyOrder.badLine': {
    status: 422,
    en: 'Supply order {number}, item {item}: {quantity} is not a whole number of pieces from 0 up, or the item stands there twice.',
    'zh-CN':
      '补货单 {number}，商品 {item}：{quantity} 不是大于等于 0 的整数件数，或该商品重复出现。',
  },
  'idempotency.otherBody': {
    status: 422,
    en: 'The key {key} was used before with another request. Use a new Idempotency-Key for a new request.',
    'zh-CN': '键 {key} 已用于另一个请求。新请求请使用新的 Idempotency-Key。',
  },
  'idempotency.stillRunning': {
    status: 409,
    en: 'A request with the key {key} is still running. Ask again in a moment.',
    'zh-CN': '使用键 {key} 的请求仍在进行。请稍后再试。',
  },
} as const satisfies ProblemCatalogue;
