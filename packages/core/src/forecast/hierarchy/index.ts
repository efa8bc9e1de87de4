export { forecastProportions } from './forecast-proportions.js';
export {
  type AggregatesOfBottoms,
  aggregatesOfBottoms,
  groupedHierarchy,
  type Hierarchy,
  type HierarchyLevel,
  nodeCountOf,
  nodesOfLevel,
} from './hierarchy.js';
export { middleOut, topDown } from './middle-out.js';
export { type MinimumTraceSettings, minimumTrace } from './minimum-trace/minimum-trace.js';
export { minimumTraceOfCovariance } from './minimum-trace/of-covariance.js';
export { type ShrunkCovariance, shrunkCovariance } from './minimum-trace/shrinkage.js';
export {
  equalVariances,
  errorVariances,
  structuralVariances,
} from './minimum-trace/variances.js';
export { CoherentPaths, type CoherentPathsSettings } from './paths/coherent-paths.js';
export { averageProportions, proportionsOfAverages } from './proportions.js';
export { bottomUp, type Reconciler } from './reconciler.js';
export { incoherence, sumUp } from './sums.js';
