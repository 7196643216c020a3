// How many runs of 500 steps a process makes in a second, on problems that have a formula: float64 against tfjs's cpu backend.
//
//   node scripts/run-speed.mjs [another checkout, built]
//
// Of another checkout the runs on cpu are measured, as one from before float64 has no others; else those of this one. Rounds
// take turns, and the ratio is the median over problems of the medians over rounds.
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const here = path.join(import.meta.dirname, '..');
const [, , other = here] = process.argv;
const runOneOf = async (checkout) =>
  (await import(pathToFileURL(path.resolve(checkout, 'packages/benchmarks/dist/study/run-one.js')).href)).runOne;

const problems = ['quadratic', 'rosenbrock', 'beale', 'logisticRegression', 'sphere:10', 'rastrigin:10', 'powellSingular', 'softmaxRegression']; // biome-ignore format: one line
const optimizer = { name: 'adam', options: { learningRate: 1e-3 } };
const study = { command: 'run-speed', jobs: 1 };
const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Seconds a run, over so many. */
async function seconds(runOne, name, backend, count) {
  const begun = performance.now();
  for (let seed = 1; seed <= count; seed++) {
    const run = await runOne({ optimizer, problem: { name }, seed, steps: 500, backend }, study);
    if (run.status !== 'ok') throw new Error(`${name} on ${backend}: ${run.reason}`);
  }
  return (performance.now() - begun) / 1000 / count;
}

const [now, before] = [await runOneOf(here), await runOneOf(other)];
const ratios = [];
for (const name of problems) {
  await seconds(now, name, 'float64', 30); // warm
  await seconds(before, name, 'cpu', 1);
  const [plain, tensors] = [[], []];
  for (let round = 0; round < 5; round++) {
    plain.push(await seconds(now, name, 'float64', 20));
    tensors.push(await seconds(before, name, 'cpu', 1));
  }
  const [a, b] = [median(plain), median(tensors)];
  ratios.push(b / a);
  console.log(`${name.padEnd(20)} float64 ${(1 / a).toFixed(0).padStart(6)} runs/s, cpu ${(1 / b).toFixed(1).padStart(6)} runs/s: ${(b / a).toFixed(0)} times`); // biome-ignore format: one line
}
console.log(`median ${median(ratios).toFixed(0)} times`);
