export { type CommandProcess, runCommand } from './cli/run.js';
export {
  furnish,
  type House,
  type HouseSettings,
  type ImportParams,
  type ImportResult,
  openHouse,
  type PlanParams,
  type PlanResult,
} from './composition.js';
export { buildServer, type ServerSettings } from './http/server.js';
export { dataFolderToken } from './token.js';
