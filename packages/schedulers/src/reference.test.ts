import { readFileSync } from 'node:fs';
import { everySchedule } from './fixtures/every-schedule.js';
import { scheduleFromJSON } from './index.js';

interface Row {
  readonly schedule: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly source: string;
  readonly t: readonly number[];
  readonly values: readonly number[];
}

const rows: Row[] = JSON.parse(readFileSync(new URL('./fixtures/reference/schedules.json', import.meta.url), 'utf8'));
const table = rows.map((row) => [row.schedule, row.source, row] as const);

test.each(table)('%s agrees with %s', (name, _, { options, t, values }) => {
  const schedule = scheduleFromJSON({ schedule: name, options });
  for (const [index, steps] of t.entries()) {
    const difference = Math.abs(schedule(steps + 1) - values[index]);
    expect({ steps, isNear: difference <= 1e-13 + 1e-12 * Math.abs(values[index]) }).toEqual({ steps, isNear: true });
  }
});

test('every schedule has such a row, or a closed form in schedules.test.ts', () => {
  const closed = ['constant', 'stronglyConvexDecay', 'cyclicSnapshots', 'noam', 'repeat'];
  const compared = new Set([...rows.map(({ schedule }) => schedule), 'inverseSquareRootDecay', ...closed]);
  expect(Object.keys(everySchedule).filter((name) => !compared.has(name))).toEqual([]);
});
