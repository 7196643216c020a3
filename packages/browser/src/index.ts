// Modules in a page of headless Chromium: for benchmarks there, and for tests.
export { type FoundBrowser, findBrowser } from './find-browser.js';
export { type Browser, isolated, openBrowser, type Site } from './open-browser.js';
