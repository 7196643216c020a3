import config from './jest.config.js';

/** The whole zoo in headless Chromium; the tests in jest.config.js have every kind of rule, pass and source there. */
export default { ...config, testMatch: ['**/*.zoo.test.ts', '!**/tensorflow-*'] };
