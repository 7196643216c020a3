// Files from a path or URL: apart from the rest, as they need Node or a network.
export { loadCsv, loadIdx, loadLibsvm } from './load.js';
export { type ReadOptions, readBytes } from './read-bytes.js';
