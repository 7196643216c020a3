import { findCandidate } from '../../candidates/candidates.js';
import { modelEntry } from '../../candidates/model-entry.js';
import { fenced } from '../../export/markdown-parts.js';

/** How an optimizer is made and used: in `model.fit`, or where its kind is used. */
export function usage(name: string): string {
  const { entry, needs } = findCandidate(name);
  const lines = entry ? elsewhere[entry](name) : needs.includes('labels') ? withLabels(name) : inFit(name);
  return fenced('js', lines.join('\n'));
}

/** The call with its step size, where it has one. */
function made(name: string, more = ''): string {
  const { stepSize, defaultStepSize } = findCandidate(name);
  const options = [...(stepSize === undefined ? [] : [`${stepSize}: ${defaultStepSize}`]), ...(more ? [more] : [])];
  return options.length > 0 ? `${name}({ ${options.join(', ')} })` : `${name}()`;
}

function inFit(name: string): string[] {
  const looksAtOutputs = findCandidate(name).needs.some((need) => need === 'outputs' || need === 'residuals');
  return [
    `import { ${name} } from '${modelEntry(name)}';`,
    '',
    `const optimizer = ${made(name)}${looksAtOutputs ? '.attach(model)' : ''};`,
    "model.compile({ optimizer, loss: 'meanSquaredError' });",
  ];
}

const withLabels = (name: string): string[] => [
  `import { gaussNewtonBartlett, ${name} } from '@optimizer-zoo/optimizers';`,
  '',
  '// sampledLoss: the loss against labels that are drawn from what the model predicts',
  'const gradient = gaussNewtonBartlett({ sampledLoss, batchSize: 32 });',
  `const optimizer = ${made(name, 'gradient')};`,
  "model.compile({ optimizer, loss: 'categoricalCrossentropy' });",
];

const elsewhere = {
  float64: (name: string) => [
    `import { minimize, ${name} } from '@optimizer-zoo/optimizers/float64';`,
    '',
    `const { x, value } = minimize(objective, start, { optimizer: ${made(name)} });`,
  ],
  games: (name: string) => [
    `import { ${name} } from '@optimizer-zoo/optimizers/games';`,
    '',
    `const optimizer = ${made(name)};`,
    'optimizer.minimax(() => f(x, y), [x], [y]); // one step: x makes f small, y makes it large',
  ],
} as const;
