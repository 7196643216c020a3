// What the conformance contract asks of rules, asked of optimizers that are none.
import { cosineDecay } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs';
import { noise } from '../fixtures/autodiff/noise.js';
import { curvatureOptimizers } from '../fixtures/curvature-optimizers.js';
import { relativeError, valuesOf } from '../fixtures/gauss-newton.js';
import { egn, gnsNewton, lbfgs, levenbergMarquardt, sgn } from '../index.js';
import { assertIntervals } from '../testing/hyperparameters.js';
import { giveBack } from '../testing/trial.js';

beforeAll(() => tf.setBackend('cpu'));

const factories = { egn, gnsNewton, lbfgs, levenbergMarquardt, sgn };

describe.each(Object.entries(factories))('%s', (_, factory) => {
  test('takes every number within its interval and nothing else', () => {
    assertIntervals(factory.method.hyper, (options) => factory(options as never));
  });

  test('refuses an option that it does not have', () => {
    expect(() => factory({ noSuchOption: 1 } as never)).toThrow(`${factory.method.name} has no option 'noSuchOption'`);
  });

  test('is made again from its configuration, through JSON, with a schedule', () => {
    const optimizer = factory({ learningRate: cosineDecay({ initialValue: 0.5, decaySteps: 10 }) } as never);
    const config = JSON.parse(JSON.stringify(optimizer.getConfig()));
    const [Class, fromConfig] = tf.serialization.SerializationMap.getMap().classNameMap[optimizer.getClassName()];
    const again = fromConfig(Class, config) as typeof optimizer;
    expect(again.getConfig()).toEqual(optimizer.getConfig());
    expect(again.learningRate).toBe(0.5);
  });
});

/** A net with variables of its own, and steps on it. */
function task() {
  const model = tf.sequential({
    layers: [
      tf.layers.dense({
        units: 5,
        activation: 'tanh',
        inputShape: [3],
        kernelInitializer: tf.initializers.glorotNormal({ seed: 1 }),
      }),
      tf.layers.dense({ units: 2, kernelInitializer: tf.initializers.glorotNormal({ seed: 2 }) }),
    ],
  });
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const [x, y] = [noise([6, 3], 1), noise([6, 2], 2)];
  const outputs = () => model.apply(x) as tf.Tensor2D;
  const dispose = () => {
    model.dispose();
    tf.dispose([x, y]);
  };
  return { variables, outputs, x, y, dispose };
}

describe.each(Object.entries(curvatureOptimizers))('%s', (_, make) => {
  const steps = (
    optimizer: ReturnType<typeof make>,
    { outputs, y, variables }: ReturnType<typeof task>,
    count: number,
  ) => {
    for (let step = 0; step < count; step++) {
      optimizer.minimizeResidual(outputs, y, 'meanSquaredError', variables).dispose();
    }
  };

  test('goes on under other names from what getWeights gave, which may be disposed, as if it had not stopped', async () => {
    const [first, second] = [task(), task()];
    const optimizer = make();
    steps(optimizer, first, 3);
    const saved = await optimizer.getWeights();
    const loaded = saved.map(({ name, tensor }) => ({ name, tensor: tf.mul(tensor, 1) }));
    giveBack(saved);
    second.variables.forEach((variable, i) => {
      variable.assign(first.variables[i]);
    });
    const another = make();
    await another.setWeights(loaded);
    tf.dispose(loaded.map(({ tensor }) => tensor));
    steps(optimizer, first, 3);
    steps(another, second, 3);
    expect(second.variables.map(({ name }) => name)).not.toEqual(first.variables.map(({ name }) => name));
    expect(valuesOf(second.variables)).toEqual(valuesOf(first.variables));
    expect(another.iterations).toBe(6);
    for (const one of [optimizer, another, first, second]) one.dispose();
  });

  test('does not mind the order of the variables, nor that it changes', () => {
    const [first, second] = [task(), task()];
    const [one, other] = [make(), make()];
    steps(one, first, 4);
    for (let step = 0; step < 4; step++) {
      const variables = step % 2 === 0 ? [...second.variables].reverse() : second.variables;
      steps(other, { ...second, variables }, 1);
    }
    expect(relativeError(valuesOf(second.variables), valuesOf(first.variables))).toBeLessThan(1e-4);
    for (const each of [one, other, first, second]) each.dispose();
  });

  test('stays where the gradient is zero, and leaves alone what the outputs do not depend on', () => {
    const here = task();
    const idle = tf.variable(tf.scalar(0.7));
    const optimizer = make();
    const before = valuesOf(here.variables);
    const reached = here.outputs();
    steps(optimizer, { ...here, y: reached, variables: [idle, ...here.variables] }, 2);
    expect(valuesOf(here.variables)).toEqual(before);
    steps(optimizer, { ...here, variables: [idle, ...here.variables] }, 2);
    expect(valuesOf(here.variables)).not.toEqual(before);
    expect(idle.dataSync()[0]).toBe(Math.fround(0.7));
    tf.dispose([idle, reached]);
    optimizer.dispose();
    here.dispose();
  });

  test('does nothing where the outputs depend on no variable', () => {
    const here = task();
    const optimizer = make();
    const before = valuesOf(here.variables);
    const fixed = here.outputs();
    steps(optimizer, { ...here, outputs: () => fixed.clone() }, 1);
    steps(optimizer, { ...here, variables: [] }, 1);
    expect(valuesOf(here.variables)).toEqual(before);
    fixed.dispose();
    optimizer.dispose();
    here.dispose();
  });

  test('leaves the variables where they were, and nothing else, if a run of the outputs throws', () => {
    const here = task();
    const optimizer = make();
    steps(optimizer, here, 1);
    const [before, { numTensors }] = [valuesOf(here.variables), tf.memory()];
    for (let last = 0; last < 3; last++) {
      let runs = 0;
      const outputs = () => {
        if (runs++ === last) throw new Error('no more data');
        return here.outputs();
      };
      try {
        steps(optimizer, { ...here, outputs }, 1);
        break; // it takes no more runs
      } catch (error) {
        expect((error as Error).message).toBe('no more data');
      }
      expect(valuesOf(here.variables)).toEqual(before);
      expect(tf.memory().numTensors).toBe(numTensors);
    }
    optimizer.dispose();
    here.dispose();
  });

  test('a variable rests while it is left out, and moves when it is back', () => {
    const here = task();
    const optimizer = make();
    const [kernel, ...others] = here.variables;
    steps(optimizer, here, 2);
    const [before, othersBefore] = [valuesOf([kernel]), valuesOf(others)];
    steps(optimizer, { ...here, variables: others }, 2);
    expect(valuesOf([kernel])).toEqual(before);
    expect(valuesOf(others)).not.toEqual(othersBefore);
    steps(optimizer, here, 2);
    expect(valuesOf([kernel])).not.toEqual(before);
    optimizer.dispose();
    here.dispose();
  });

  test('disposed, a step is the first again, and all is given back', () => {
    const before = tf.memory().numTensors;
    const [first, second] = [task(), task()];
    const optimizer = make();
    steps(optimizer, first, 3);
    optimizer.dispose();
    expect(optimizer.iterations).toBe(0);
    const fresh = make();
    second.variables.forEach((variable, i) => {
      variable.assign(first.variables[i]);
    });
    steps(optimizer, first, 2);
    steps(fresh, second, 2);
    expect(valuesOf(first.variables)).toEqual(valuesOf(second.variables));
    for (const one of [optimizer, fresh, first, second]) one.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
