import { checked } from '../../options/index.js';

/** The path of a file. */
export const fileName = checked<string>((value) => typeof value === 'string' && value !== '', 'the path of a file');
