// What is run in a stranger's project: a training that is saved and resumed, and the examples of the READMEs.
import { readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);
const read = (file) => readFileSync(new URL(file, root), 'utf8');

/** An ES module as the body of a CommonJS one. */
const required = (code) =>
  code
    .replaceAll(/^import \* as (\w+) from ('.*');$/gm, 'const $1 = require($2);')
    .replaceAll(/^import (\{[^}]*\}) from ('.*');$/gm, 'const $1 = require($2);')
    .replaceAll(/^import ('.*');$/gm, 'require($1);');

const inFunction = (code) =>
  `(async () => {\n${code}\n})().catch((error) => { console.error(error); process.exit(1); });\n`;

/** The same program as an ES and as a CommonJS module, by file name. */
const inBothKinds = (name, code) => ({ [`${name}.mjs`]: code, [`${name}.cjs`]: inFunction(required(code)) });

/** What is imported of tfjs, as `tf` and `tfl`, and what stands for the union in a project that has its parts. */
const imports = {
  union: "import * as tf from '@tensorflow/tfjs';\nimport * as tfl from '@tensorflow/tfjs';\n",
  parts:
    "import '@tensorflow/tfjs-backend-cpu';\nimport * as tf from '@tensorflow/tfjs-core';\nimport * as tfl from '@tensorflow/tfjs-layers';\n",
};

/** Trains with a wrapper, a schedule, a callback and a name in compile; saves, loads, and goes on bit for bit. */
export const training = (what) => `${imports[what]}
import * as zoo from '@optimizer-zoo/optimizers';
import * as names from '@optimizer-zoo/optimizers/by-name';
import * as callbacks from '@optimizer-zoo/optimizers/callbacks';
import * as schedules from '@optimizer-zoo/schedulers';

await tf.ready();
const dense = (options) => tfl.layers.dense({ kernelInitializer: tfl.initializers.glorotUniform({ seed: 7 }), ...options });
const model = tfl.sequential({ layers: [dense({ units: 8, activation: 'tanh', inputShape: [2] }), dense({ units: 1 })] });
const optimizer = zoo.ema(zoo.adam({ learningRate: schedules.cosineDecay({ initialValue: 0.05, decaySteps: 200 }) }));
model.compile({ optimizer, loss: 'meanSquaredError' });
const x = tf.randomNormal([64, 2], 0, 1, 'float32', 1);
const y = tf.sum(x, 1, true);
const fit = (one, epochs, rest) => one.fit(x, y, { epochs, verbose: 0, shuffle: false, ...rest });
const { history } = await fit(model, 20, { callbacks: new callbacks.SwapEMAWeights(model) });
const last = history.loss[history.loss.length - 1];
if (!(last < history.loss[0] / 4)) throw new Error('it does not learn: ' + history.loss);
optimizer.train();
let saved;
const handler = tf.io.withSaveHandler(async (artifacts) => ((saved = artifacts), { modelArtifactsInfo: {} }));
await model.save(handler, { includeOptimizer: true });
const again = await tfl.loadLayersModel(tf.io.fromMemory(saved));
if (again.optimizer.rule.name !== 'ema(Adam)') throw new Error('the optimizer was not loaded');
const goesOn = (one) => fit(one, 2).then(({ history: { loss } }) => String(loss));
if ((await goesOn(model)) !== (await goesOn(again))) throw new Error('what was saved does not go on as what was not');
names.registerOptimizers({ adamw: zoo.adamw });
const named = tfl.sequential({ layers: [dense({ units: 1, inputShape: [2] })] });
named.compile({ optimizer: 'adamw', loss: 'meanSquaredError' });
if (named.optimizer.rule.name !== 'AdamW') throw new Error('the name was not found');
console.log('learns: ' + history.loss[0].toFixed(2) + ' to ' + last.toFixed(3));
`;

export const trainings = (what) => inBothKinds('train', training(what));

/** Minimises on plain arrays by a rule with a schedule, by a method, and within a box, where no tfjs can be found. */
const minimising = `import { adam, box, lbfgs, minimize } from '@optimizer-zoo/optimizers/float64';
import { cosineDecay } from '@optimizer-zoo/schedulers';

for (const name of ['tfjs', 'tfjs-core', 'tfjs-layers']) {
  const found = await import('@tensorflow/' + name).then(() => true, () => false);
  if (found) throw new Error('@tensorflow/' + name + ' is there');
}
const objective = {
  value: ([x, y]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2,
  gradient: ([x, y]) => [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)],
};
const isAt = ({ x }, [a, b], tolerance, what) => {
  if (!(Math.hypot(x[0] - a, x[1] - b) <= tolerance)) throw new Error(what + ' ended at ' + x);
};
const learningRate = cosineDecay({ initialValue: 0.1, decaySteps: 2000 });
isAt(minimize(objective, [-1.2, 1], { optimizer: adam({ learningRate }), maxSteps: 2000 }), [1, 1], 0.01, 'adam');
const found = minimize(objective, [-1.2, 1], { optimizer: lbfgs(), gradientTolerance: 1e-8 });
isAt(found, [1, 1], 1e-8, 'lbfgs');
const bounds = box({ upper: [0.5, Infinity] });
isAt(minimize(objective, [-1.2, 1], { optimizer: lbfgs(), bounds, gradientTolerance: 1e-8 }), [0.5, 0.25], 1e-6, 'the box');
console.log('lbfgs takes ' + found.steps + ' steps to ' + found.x.join(', '));
`;

export const minimisings = () => inBothKinds('minimise', minimising);

/** The examples in a README that stand alone: those that import something and need no more. */
const examplesIn = (file) =>
  [...read(file).matchAll(/```js\n([\s\S]*?)```/g)].map(([, code]) => code).filter((code) => code.startsWith('import'));

/** The examples of the READMEs, as ES and as CommonJS modules; only the union has `tf.sequential` where they look for it. */
export function examples() {
  const files = ['README.md', 'packages/schedulers/README.md', 'packages/testbed/README.md'];
  const found = files.flatMap((file) =>
    examplesIn(file).map((code, index) => [`${file.split('/').at(-2) ?? 'readme'}-${index}`, code]),
  );
  return Object.assign({}, ...found.map(([name, code]) => inBothKinds(name, code)));
}
