export {
  type DataFolder,
  type DataPaths,
  dataPaths,
  isDataFolder,
  openDataFolder,
} from './data-folder.js';
export { fileProblem, isDiskFull, tellingProblems } from './file-problems.js';
export { openStore, type Store, type StoreSettings } from './open-store.js';
