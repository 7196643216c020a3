import { inducedMetricSteps } from './papers/induced-metric.js';
import type { Reproduction } from './reproduction.js';

/** Every published figure that is measured again, family by family. */
export const reproductions: readonly Reproduction[] = [inducedMetricSteps];
