import { contractOn } from './test/contract.js';

contractOn('wasm');
