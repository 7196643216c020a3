import { readFileSync } from 'node:fs';
import * as callbacks from './callbacks/index.js';
import * as node from './callbacks/node/index.js';
import { scheduleFromJSON, scheduleNames } from './index.js';

const page = readFileSync(new URL('../../../docs/schedules.md', import.meta.url), 'utf8');
const rows = page.split('\n').filter((line) => line.startsWith('| '));

test.each(scheduleNames())('docs/schedules.md has a row for %s, with its options', (name) => {
  const row = rows.find((line) => line.startsWith(`| \`${name}\` `));
  expect(row).toBeDefined();
  const known = /it knows (.+)\./.exec(messageOf(name))![1].split(', ');
  for (const option of known) expect(row).toContain(`\`${option}`);
});

test.each([...Object.keys(callbacks), ...Object.keys(node)].filter((name) => name !== 'suggestLearningRate'))(
  'docs/schedules.md has a row for %s',
  (name) => {
    expect(rows.some((line) => line.split('|')[1].includes(`\`${name}\``))).toBe(true);
  },
);

/** The names of the options, as the error for a wrong one gives them. */
function messageOf(schedule: string): string {
  try {
    scheduleFromJSON({ schedule, options: { noSuchOption: 1 } });
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error(`${schedule} takes any option.`);
}
