import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A declaration in a source file: its name, docstring, and what measures for it. */
interface Declared {
  readonly name: string;
  readonly file: string;
  readonly doc: string;
  /** How its gradient source is made, as code: `hutchinson({ averaging: 'spatial' })`. */
  readonly source?: string;
  readonly sourceName?: string;
  /** What is brought for it, by the names of functions in optimizer/bring.ts. */
  readonly brings: readonly string[];
}

const declaration =
  /(\/\*\*(?:(?!\*\/)[\s\S])*?\*\/)\nexport const (\w+) = (defineRule|renamedRule|defineTensorRule|defineTensorRuleOverAll|defineWrapper)\(/g;
const measured = /measuredBy: \{ source: '(\w+)', options: (\{.*?\}) \}/;

/**
 * The module of the optimizers' and wrappers' factories: each rule with what makes a tf.Optimizer of it, under the rule's own
 * docstring. Rules themselves know nothing of tfjs.
 */
export function factoriesText(sources: string): string {
  const rules = ['rules', 'rules/on-tensors'].flatMap((folder) => declaredIn(sources, folder));
  const wrappers = declaredIn(sources, 'wrappers');
  const used = [...new Set(rules.flatMap(({ sourceName }) => sourceName ?? []))];
  const lines = [
    '// Written by `pnpm run docs` from rules/ and wrappers/; do not edit.',
    ...used.map((name) => `import { ${name} } from './gradients/${kebab(name)}.js';`),
    "import { fusing, measuringElsewhere } from './optimizer/bring.js';",
    "import { optimizerOf } from './optimizer/define-optimizer.js';",
    "import { wrapping } from './optimizer/wrapping.js';",
    ...rules.map(({ name, file }) => `import { ${name} as ${name}Rule } from './${file}.js';`),
    ...wrappers.map(({ name, file }) => `import { ${name} as ${name}Wrapper } from './${file}.js';`),
    ...rules.map(
      ({ name, doc, source, brings }) =>
        `\n${doc}\nexport const ${name} = ${pure('optimizerOf', nested(brings, `${name}Rule`), ...(source ? [`/* @__PURE__ */ ${source}`] : []))};`,
    ),
    ...wrappers.map(
      ({ name, doc, brings }) =>
        `\n${doc}\nexport const ${name} = ${pure('wrapping', nested(brings, `${name}Wrapper`))};`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

const pure = (callee: string, ...given: string[]) => `/* @__PURE__ */ ${callee}(${given.join(', ')})`;

const nested = (callees: readonly string[], given: string) =>
  callees.reduce((inner, callee) => pure(callee, inner), given);

function declaredIn(sources: string, folder: string): Declared[] {
  const files = readdirSync(path.join(sources, folder)).filter((file) => /^[\w-]+\.ts$/.test(file));
  return files.sort().flatMap((file) => {
    const text = readFileSync(path.join(sources, folder, file), 'utf8');
    return [...text.matchAll(declaration)].map(([, doc, name, define]) => {
      const [, sourceName, options] = measured.exec(text) ?? []; // a file has one rule
      const at = `${folder}/${file.slice(0, -'.ts'.length)}`;
      return {
        name,
        file: at,
        doc,
        sourceName,
        brings: [
          ...(['defineRule', 'renamedRule'].includes(define) ? ['fusing'] : []),
          ...(/^ {2}gradientAt/m.test(text) ? ['measuringElsewhere'] : []),
        ],
        source: sourceName && `${sourceName}(${options === '{}' ? '' : options})`,
      };
    });
  });
}

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
