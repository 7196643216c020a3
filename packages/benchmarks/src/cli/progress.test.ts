import { formatElapsed } from './progress.js';

test.each([
  [0, '0s'],
  [59, '59s'],
  [60, '1m00s'],
  [119, '1m59s'],
  [3725, '62m05s'],
])('%d seconds are %s', (seconds, text) => {
  expect(formatElapsed(seconds)).toBe(text);
});
