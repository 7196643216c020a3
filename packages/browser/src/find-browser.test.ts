import { fileURLToPath } from 'node:url';
import { findBrowser } from './find-browser.js';

test('what CHROMIUM_PATH names is taken before all others', () => {
  const executablePath = fileURLToPath(import.meta.url);
  expect(findBrowser({ CHROMIUM_PATH: executablePath })).toEqual({ executablePath });
});

test('where it names nothing, no other is taken, and the reason says where it was looked', () => {
  expect(findBrowser({ CHROMIUM_PATH: '/no/chromium' })).toEqual({
    missing: 'no Chromium or Chrome was found; looked, where CHROMIUM_PATH says: /no/chromium',
  });
});

test('without it the usual places are looked at', () => {
  const found = findBrowser({});
  if ('missing' in found) expect(found.missing).toMatch(/CHROMIUM_PATH is not set.*\/usr\/bin\/chromium/);
  else expect(found.executablePath).toMatch(/chrom/i);
});
