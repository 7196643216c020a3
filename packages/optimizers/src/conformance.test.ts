import { onEachBackend } from './test/backends.js';
import { everyOptimizer } from './test/every-optimizer.js';
import { exceptionsOf } from './test/exceptions.js';
import { conformance } from './testing/index.js';

onEachBackend((backend) => {
  describe.each(Object.entries(everyOptimizer))('%s', (optimizer, make) => {
    const exceptions = exceptionsOf(optimizer, backend);
    for (const { name, run } of conformance(make, { exceptions })) {
      test(exceptions[name] ? `${name}: does not, as ${exceptions[name]}` : name, run);
    }
  });
});
