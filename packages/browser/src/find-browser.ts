import { existsSync } from 'node:fs';

/** The browser that can be started, or where it was looked for in vain. */
export type FoundBrowser = { readonly executablePath: string } | { readonly missing: string };

/** Where Chromium and Chrome are installed on Linux, macOS and Windows. */
const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Chromium, or Chrome: what the variable CHROMIUM_PATH names; without it the first that is installed. */
export function findBrowser({ CHROMIUM_PATH } = process.env): FoundBrowser {
  const places = CHROMIUM_PATH ? [CHROMIUM_PATH] : usualPlaces;
  const executablePath = places.find((file) => existsSync(file));
  if (executablePath) return { executablePath };
  const looked = CHROMIUM_PATH ? 'where CHROMIUM_PATH says' : 'as CHROMIUM_PATH is not set, among the usual places';
  return { missing: `no Chromium or Chrome was found; looked, ${looked}: ${places.join(', ')}` };
}
