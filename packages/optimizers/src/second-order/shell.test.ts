// What every optimizer of the zoo can do, asked of those that are no rule as of one that is.
import { cosineDecay } from '@optimizer-zoo/schedulers';
import * as tf from '@tensorflow/tfjs';
import { noise } from '../fixtures/autodiff/noise.js';
import { valuesOf } from '../fixtures/gauss-newton.js';
import { adam, egn, gnsNewton, lbfgs, levenbergMarquardt, sgn, type ZooOptimizer } from '../index.js';

beforeAll(() => tf.setBackend('cpu'));

/** An optimizer by what all of them have. */
type Any = Pick<
  ZooOptimizer,
  'learningRate' | 'setLearningRate' | 'set' | 'get' | 'freeze' | 'thaw' | 'globalState' | 'iterations' | 'dispose'
> &
  Pick<tf.Optimizer, 'getConfig' | 'getWeights' | 'setWeights' | 'getClassName' | 'minimize'>;

interface Form {
  readonly make: (options?: object) => Any;
  readonly name: string;
  /** A learning rate with which it moves; gnsNewton's search takes whole steps. */
  readonly rate: number;
  /** Global state, by name, once a step is made. */
  readonly globalState: readonly string[];
}

const forms: Readonly<Record<string, Form>> = {
  adam: { make: (options) => adam(options), name: 'Adam', rate: 0.1, globalState: [] },
  egn: { make: (options) => egn(options), name: 'Egn', rate: 0.1, globalState: ['damping', 'rate'] },
  sgn: { make: (options) => sgn(options), name: 'Sgn', rate: 0.1, globalState: [] },
  levenbergMarquardt: {
    make: (options) => levenbergMarquardt(options),
    name: 'LevenbergMarquardt',
    rate: 0.1,
    globalState: [],
  },
  gnsNewton: { make: (options) => gnsNewton(options), name: 'GnsNewton', rate: 1, globalState: ['gamma'] },
  lbfgs: { make: (options) => lbfgs(options), name: 'Lbfgs', rate: 0.1, globalState: [] },
};

/** A linear model of two variables, `body` and `head`, and a step on it. */
function task() {
  const [body, head] = ['body', 'head'].map((name, i) => tf.variable(noise([2, 2], i + 1), true, `${name}${count++}`));
  const [x, y] = [noise([5, 2], 3), noise([5, 2], 4)];
  const variables = [body, head];
  const outputs = () => tf.tidy(() => tf.matMul(tf.tanh(tf.matMul(x, body)), head)) as tf.Tensor2D;
  const loss = () => tf.tidy(() => tf.losses.meanSquaredError(y, outputs())) as tf.Scalar;
  const step = (optimizer: Any, times = 1) => {
    for (let i = 0; i < times; i++) {
      if ('minimizeResidual' in optimizer) {
        const { minimizeResidual } = optimizer as unknown as ReturnType<typeof egn>;
        minimizeResidual.call(optimizer, outputs, y, 'meanSquaredError', variables).dispose();
      } else optimizer.minimize(loss, false, variables);
    }
  };
  return { body, head, variables, step, dispose: () => tf.dispose([x, y, ...variables]) };
}
let count = 0;

describe.each(Object.entries(forms))('%s', (_, { make, name, rate, globalState }) => {
  test('its learning rate is read and set in every way, by numbers and schedules', () => {
    const optimizer = make({ learningRate: 0.25 });
    expect([optimizer.learningRate, optimizer.get('learningRate')]).toEqual([0.25, 0.25]);
    optimizer.setLearningRate(0.5);
    expect(optimizer.learningRate).toBe(0.5);
    const schedule = cosineDecay({ initialValue: 0.75, decaySteps: 10 });
    optimizer.set({ learningRate: schedule });
    expect([optimizer.learningRate, optimizer.get('learningRate')]).toEqual([0.75, schedule]);
    optimizer.learningRate = 1;
    expect(optimizer.learningRate).toBe(1);
    expect(() => optimizer.set({ learningRate: -1 })).toThrow(`${name}: learningRate is -1`);
    expect(() => optimizer.set({ noSuchOption: 1 })).toThrow(`${name}: 'noSuchOption' cannot be set; these can: `);
    expect(() => optimizer.get('noSuchOption')).toThrow(`${name} has no hyperparameter 'noSuchOption'; it has `);
    expect(optimizer.learningRate).toBe(1);
    optimizer.dispose();
  });

  test('a schedule may reach 0: that step moves nothing, and the next goes on', () => {
    const { variables, step, dispose } = task();
    const optimizer = make({ learningRate: (at: number) => (at === 2 ? 0 : rate) });
    step(optimizer);
    const before = valuesOf(variables);
    step(optimizer);
    expect(valuesOf(variables)).toEqual(before);
    step(optimizer);
    expect(valuesOf(variables)).not.toEqual(before);
    expect(optimizer.iterations).toBe(3);
    optimizer.dispose();
    dispose();
  });

  test('what is frozen rests, by option or call, until it is thawed; the others train', () => {
    const { body, head, step, dispose } = task();
    const optimizer = make({ learningRate: rate, frozen: body.name });
    const expectToMove = (moves: readonly boolean[]) => {
      const before = [body, head].map((variable) => valuesOf([variable]));
      step(optimizer, 2);
      [body, head].forEach((variable, i) => {
        if (moves[i]) expect(valuesOf([variable])).not.toEqual(before[i]);
        else expect(valuesOf([variable])).toEqual(before[i]);
      });
    };
    expectToMove([false, true]);
    optimizer.thaw();
    optimizer.freeze((variable) => variable === head);
    expectToMove([true, false]);
    optimizer.freeze(/./);
    expectToMove([false, false]);
    optimizer.thaw();
    expectToMove([true, true]);
    optimizer.dispose();
    dispose();
  });

  test('warns of names that no variable has, and of a thaw that thaws nothing', () => {
    const { step, dispose } = task();
    const optimizer = make({ learningRate: rate });
    const { warn } = console;
    const said: string[] = [];
    console.warn = (text: string) => said.push(text);
    optimizer.freeze('nobody');
    step(optimizer);
    optimizer.thaw('somebody');
    console.warn = warn;
    expect(said).toEqual([
      expect.stringContaining(`${name}: no variable is meant by 'nobody'`),
      `${name}: thaw was given 'somebody', but what is frozen is 'nobody'.`,
    ]);
    expect(() => optimizer.freeze(3 as never)).toThrow(`${name}: frozen is 3`);
    optimizer.dispose();
    dispose();
  });

  test('what it was given is in its configuration, and made again from it', () => {
    const optimizer = make({ learningRate: rate, frozen: ['body', /head_/i] });
    const config = JSON.parse(JSON.stringify(optimizer.getConfig()));
    const [Class, fromConfig] = tf.serialization.SerializationMap.getMap().classNameMap[optimizer.getClassName()];
    const again = fromConfig(Class, config) as unknown as Any;
    expect(again.getConfig()).toEqual(optimizer.getConfig());
    const { variables, step, dispose } = task();
    again.freeze(/./);
    const before = valuesOf(variables);
    step(again);
    expect(valuesOf(variables)).toEqual(before);
    for (const one of [optimizer, again]) one.dispose();
    dispose();
  });

  test('its global state is empty before the first step and after dispose', () => {
    const { step, dispose } = task();
    const optimizer = make({ learningRate: rate });
    expect(optimizer.globalState).toEqual({});
    step(optimizer);
    expect(Object.keys(optimizer.globalState)).toEqual(globalState);
    for (const value of Object.values(optimizer.globalState)) expect(Number.isFinite(value)).toBe(true);
    optimizer.dispose();
    expect([optimizer.globalState, optimizer.iterations]).toEqual([{}, 0]);
    dispose();
  });

  test('saved state begins with the count of steps, and goes back in', async () => {
    const { step, dispose } = task();
    const [optimizer, another] = [make({ learningRate: rate }), make({ learningRate: rate })];
    step(optimizer, 2);
    const saved = await optimizer.getWeights();
    expect(saved[0].name).toBe('iter');
    await another.setWeights(saved);
    expect([another.iterations, another.globalState]).toEqual([2, optimizer.globalState]);
    expect((await another.getWeights()).map((one) => one.name)).toEqual(saved.map((one) => one.name));
    for (const one of [optimizer, another]) one.dispose();
    dispose();
  });
});

const { adam: __, ...methods } = forms;

test.each(Object.entries(methods))('%s refuses groups, and says what to do', (_, { make, name }) => {
  expect(() => make({ groups: [{ match: 'bias', options: { learningRate: 0 } }] })).toThrow(
    `${name} has no groups: its step is one for all variables. Freeze those that are to stay.`,
  );
});
