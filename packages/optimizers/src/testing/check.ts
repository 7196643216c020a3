import type { Trial } from './trial.js';

/** One thing that is true of every optimizer, by the words that say it: throws where it is not. */
export type Checks<Name extends string = string> = Readonly<Record<Name, (trial: Trial) => void | Promise<void>>>;
