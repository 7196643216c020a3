// Methods for games: min over x, max over y of f(x, y).
export { cgd } from './cgd.js';
export { cgo } from './cgo.js';
export { extragradient } from './extragradient.js';
export type { GameOptimizer } from './game-optimizer.js';
export { gda } from './gda.js';
export { ocgo } from './ocgo.js';
export { ogda } from './ogda.js';
