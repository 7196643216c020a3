import { integer, number } from './options/index.js';
import { defineSchedule } from './schedule.js';

/**
 * Half a cosine down to zero in each of `snapshots` cycles of equal length, at whose ends one takes a snapshot of the
 * model for an ensemble:
 *
 *     initialValue / 2 * (1 + cos(pi * mod(t, C) / C)),  C = ceil(totalSteps / snapshots),  t = step - 1
 *
 * It goes on so after the last.
 * Huang et al. 2017, "Snapshot Ensembles: Train 1, Get M for Free", arXiv:1704.00109, equation 2.
 */
export const cyclicSnapshots = defineSchedule(
  'cyclicSnapshots',
  { initialValue: number('(-inf, inf)'), totalSteps: integer('(0, inf)'), snapshots: integer('(0, inf)') },
  ({ initialValue, totalSteps, snapshots }, t) => {
    const cycle = Math.ceil(totalSteps / snapshots);
    return (initialValue / 2) * (1 + Math.cos((Math.PI * (t % cycle)) / cycle));
  },
);
