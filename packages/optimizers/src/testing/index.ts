// The contract that every optimizer of the zoo is held to, for rules of one's own.
export { type Check, type CheckName, type ConformanceOptions, conformance } from './conformance.js';
