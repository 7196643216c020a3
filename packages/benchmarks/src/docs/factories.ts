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
  /** What it needs of optimizer/parts.ts. */
  readonly parts: readonly string[];
}

const declaration =
  /(\/\*\*(?:(?!\*\/)[\s\S])*?\*\/)\nexport const (\w+) = (?:defineRule|renamedRule|defineTensorRule|defineTensorRuleOverAll|defineWrapper)\((\w*)/g;
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
    "import { optimizerWith } from './optimizer/define-optimizer.js';",
    "import { forms, fusion, measuring, moving, tfState, words } from './optimizer/parts.js';",
    "import { withParts } from './optimizer/with-parts.js';",
    "import { wrapping } from './optimizer/wrapping.js';",
    ...imports(rules, 'Rule', './'),
    ...imports(wrappers, 'Wrapper', './'),
    ...rules.map(
      ({ name, doc, source, parts }) =>
        `\n${doc}\nexport const ${name} = ${pure('optimizerWith', carrying(`${name}Rule`, parts), ...(source ? [`/* @__PURE__ */ ${source}`] : []))};`,
    ),
    ...wrappers.map(
      ({ name, doc, parts }) =>
        `\n${doc}\nexport const ${name} = ${pure('wrapping', carrying(`${name}Wrapper`, parts))};`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

const pure = (callee: string, ...given: string[]) => `/* @__PURE__ */ ${callee}(${given.join(', ')})`;

const carrying = (thing: string, parts: readonly string[]) =>
  parts.length > 0 ? pure('withParts', thing, ...parts) : thing;

/** What stands in a declaration that needs a part. */
const wants: Readonly<Record<string, RegExp>> = {
  fusion: /= (defineRule|renamedRule)\(/,
  words: /= (defineTensorRule|defineTensorRuleOverAll)\(/,
  measuring: /^ {2}(gradientAt|needs)\b/m,
  moving: /^ {2}(gradientAt|evaluateAt)\b/m,
  forms: /^ {2}onlyIf\b/m,
  tfState: /^ {2}tfSlots\b/m,
};

const partsOf = (text: string) => Object.keys(wants).filter((part) => wants[part].test(text));

/** What measures for a rule on plain arrays, by the module that has it. */
const measuringModules: Readonly<Record<string, string>> = {
  hutchinson: 'curvature',
  hessianVector: 'hessian-vector',
};

/** The same for plain arrays in float64. */
export function float64FactoriesText(sources: string): string {
  const rules = ['rules', 'rules/on-tensors'].flatMap((folder) => declaredIn(sources, folder));
  const wrappers = declaredIn(sources, 'wrappers');
  const used = new Set(rules.flatMap(({ sourceName }) => sourceName ?? []));
  const lines = [
    '// Written by `pnpm run docs` from rules/ and wrappers/; do not edit.',
    ...imports(rules, 'Rule', '../'),
    ...imports(wrappers, 'Wrapper', '../'),
    ...Object.entries(measuringModules).flatMap(([name, module]) =>
      used.has(name) ? [`import { ${name} } from './${module}.js';`] : [],
    ),
    "import { forms } from './factory-of.js';",
    "import { factoryWith, wrapperWith } from './rule-optimizer.js';",
    "import { tensorFactoryWith } from './tensor-factory.js';",
    ...rules.map(({ name, doc, source, parts }) => {
      const [callee, measuring] = parts.includes('words')
        ? ['tensorFactoryWith', 'measuring']
        : ['factoryWith', 'curvature'];
      const brought = withThese(measuring, source, formsOf(parts));
      return `\n${doc}\nexport const ${name} = ${pure(callee, `${name}Rule`, ...brought)};`;
    }),
    ...wrappers.map(
      ({ name, doc, parts }) =>
        `\n${doc}\nexport const ${name} = ${pure('wrapperWith', `${name}Wrapper`, ...withThese('', undefined, formsOf(parts)))};`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

const formsOf = (parts: readonly string[]) => (parts.includes('forms') ? 'forms' : undefined);

/** An object of what a rule needs beside itself, as code; nothing if that is nothing. */
function withThese(measuring: string, source: string | undefined, forms: string | undefined): string[] {
  const all = [...(source ? [`${measuring}: /* @__PURE__ */ ${source}`] : []), ...(forms ? [forms] : [])];
  return all.length > 0 ? [`{ ${all.join(', ')} }`] : [];
}

const imports = (all: readonly Declared[], suffix: string, up: string) =>
  all.map(({ name, file }) => `import { ${name} as ${name}${suffix} } from '${up}${file}.js';`);

function declaredIn(sources: string, folder: string): Declared[] {
  const files = readdirSync(path.join(sources, folder)).filter((file) => /^[\w-]+\.ts$/.test(file));
  const texts = new Map(
    files.sort().map((file) => [nameOf(file), readFileSync(path.join(sources, folder, file), 'utf8')]),
  );
  return files.flatMap((file) => {
    const text = texts.get(nameOf(file))!;
    return [...text.matchAll(declaration)].map(([, doc, name, of]) => {
      const [, sourceName, options] = measured.exec(text) ?? []; // a file has one rule
      const at = `${folder}/${file.slice(0, -'.ts'.length)}`;
      return {
        name,
        file: at,
        doc,
        sourceName,
        parts: partsOf(text + (texts.get(of) ?? '')),
        source: sourceName && `${sourceName}(${options === '{}' ? '' : options})`,
      };
    });
  });
}

/** What a file exports: `radam` of radam.ts. */
const nameOf = (file: string) =>
  file.replace(/\.ts$/, '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
