import { contractOn } from '../fixtures/contract.js';

contractOn('wasm');
