import {
  adam,
  adamw,
  type Float64Optimizer,
  lbfgs,
  lion,
  lookahead,
  momentum,
  nagGs,
  nelderMead,
  rmsprop,
  scheduleFreeSgd,
} from '@optimizer-zoo/optimizers/float64';
import { problemFrom } from '@optimizer-zoo/testbed';
import { slotKinds } from './slot-kinds.js';

const { float64 } = problemFrom({ name: 'rosenbrock' });

test.each<[string, Float64Optimizer, object]>([
  ['averages of gradients are directions, of squares sizes', adam(), { m: 'up', v: 'size' }],
  ['so where the first step goes much too far', adam({ learningRate: 9 }), { m: 'up', v: 'size' }],
  ['so where weights decay', adamw(), { m: 'up', v: 'size' }],
  ['a velocity is a direction', momentum(), { b: 'up' }],
  ['signs leave directions', lion(), { m: 'up' }],
  ['sums of squares are sizes', rmsprop(), { v: 'size' }],
  ['so is a second iterate', nagGs(), { v: 'place' }],
  ['iterates are places', scheduleFreeSgd(), { z: 'place' }],
  ['so are those of wrappers', lookahead(adam()), { slow: 'place', m: 'up', v: 'size' }],
])('%s', (_what, optimizer, kinds) => {
  expect(slotKinds(optimizer, float64!, [-1.2, 1])).toMatchObject(kinds);
});

test.each([lbfgs(), nelderMead()])('what has no slots as long as the parameters has no arrows of them', (optimizer) => {
  expect(Object.values(slotKinds(optimizer, float64!, [-1.2, 1])).filter((kind) => kind === 'place')).toEqual([]);
});
