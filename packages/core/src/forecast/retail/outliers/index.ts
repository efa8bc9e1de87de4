export {
  findOutliers,
  type OddDays,
  type Outlier,
  type OutlierSettings,
  type Silence,
} from './outliers.js';
