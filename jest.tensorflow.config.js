// The contract on the backend `tensorflow`, which scripts/build-tensorflow-backend.mjs builds; tfjs is there as Node is given it, as
// tfjs-node's own classes are.
import config from './jest.config.js';

const { moduleNameMapper, ...rest } = config;
const ours = Object.entries(moduleNameMapper).filter(([name]) => !name.startsWith('^@tensorflow/'));

/** @type {import('jest').Config} */
export default {
  ...rest,
  testEnvironment: '<rootDir>/scripts/jest-outer-arrays.js',
  moduleNameMapper: Object.fromEntries(ours),
  testMatch: ['**/tensorflow-node.zoo.test.ts'],
};
