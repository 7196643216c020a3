import * as experimental from '@optimizer-zoo/optimizers/experimental';
import { findCandidate } from '../../candidates/candidates.js';

/** How an optimizer is used in `model.fit`, in a loop, and on the command line. */
export function usage(name: string): string {
  const { stepSize, defaultStepSize } = findCandidate(name);
  const entry = name in experimental ? '/experimental' : '';
  return [
    '```js',
    `import { ${name} } from '@optimizer-zoo/optimizers${entry}';`,
    '',
    `model.compile({ optimizer: ${name}({ ${stepSize}: ${defaultStepSize} }), loss: 'meanSquaredError' });`,
    '```',
  ].join('\n');
}
