// Makes everything of this package, and every schedule, known to loaders. Listed in `sideEffects` of package.json, as it is
// imported for what it does.
import * as schedules from '@optimizer-zoo/schedulers';
import * as experimental from './experimental/index.js';
import * as zoo from './index.js';
import { type Nameable, register } from './register.js';

for (const all of [zoo, experimental, schedules]) {
  const functions = Object.values(all).filter((thing) => typeof thing === 'function' || typeof thing === 'object');
  register(...(functions as Nameable[]));
}
