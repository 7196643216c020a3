import { composites } from './composites.js';
import { cycles } from './cycles.js';
import { decays } from './decays.js';
import { observers } from './observers.js';
import { warmups } from './warm-ups.js';

/** Every schedule, in the order in which the gallery shows them. */
export const sections = [decays, warmups, cycles, composites, observers];
