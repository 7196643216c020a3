import { contractOn } from '../fixtures/contract.js';

contractOn('cpu');
