export { type BackupReport, backup } from './backup.js';
export {
  type DataFolder,
  type DataPaths,
  dataPaths,
  isDataFolder,
  openDataFolder,
} from './data-folder.js';
export {
  type CheckName,
  type CheckUp,
  doctor,
  examine,
  type Finding,
  findingText,
} from './doctor.js';
export { fileProblem, tellingProblems } from './file-problems.js';
export { openStore, type Store, type StoreSettings } from './open-store.js';
export { type RestoreReport, type RestoreTarget, restore } from './restore.js';
