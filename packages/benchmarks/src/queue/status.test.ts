import { statusText } from '../cli/handlers/status.js';
import { progressOf } from './status.js';

const notes = { command: 'optimizer-zoo run', total: 1000, merged: 150, failed: 1, began: 0, worked: 200 };

test('200 runs in 10 s are 20 in a second, so that 800 more take 40 s', () => {
  expect(progressOf(notes, 10_000)).toEqual({
    command: notes.command,
    runs: 1000,
    done: 200,
    failed: 1,
    rate: 20,
    left: 40,
  });
});

test('before the first run nothing is said of time; what was done twice counts once', () => {
  const { rate, left, done } = progressOf({ ...notes, worked: 0 }, 10_000);
  expect([rate, left, done]).toEqual([undefined, undefined, 150]);
  expect(progressOf({ ...notes, worked: 1100 }, 10_000).done).toBe(1000);
});

test('the table says how many jobs there are and why some were set aside; a terminal obeys none of it', () => {
  const jobs = { running: 1, waiting: 2, setAside: 3 };
  const text = statusText({
    studies: [progressOf({ ...notes, command: '\u001b[2Jrun' }, 10_000)],
    jobs,
    workers: 4,
    reasons: ['no\u001b[2J\nmore'],
  });
  expect(text).toContain('1 job running, 2 waiting, 3 set aside; 4 workers');
  expect(text).toMatch(/1000\s+200\s+1\s+20\s+40s/);
  expect(text).not.toContain('\u001b');
  expect(text.split('\n')).toHaveLength(4);
});
