import { contractOn } from './test/contract.js';

contractOn('cpu');
