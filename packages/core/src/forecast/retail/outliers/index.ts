export { findOutliers, type OddDays, type Outlier, type OutlierSettings } from './outliers.js';
export type { Silence } from './silences.js';
