// Checks the directions in dependency-rules.mjs; a part of `test`, and alone:
//   npx -y pnpm@10.34.9 run dependencies
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { exceptions, forbidden } from './dependency-rules.mjs';

const tsConfig = 'tsconfig.test.json';
const { output } = await cruise(
  ['packages'],
  {
    ruleSet: { forbidden },
    validate: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^packages/[a-z]+/(dist|dist-cjs|dist-script|results|bin|scripts)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: tsConfig },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
  {},
  { tsConfig: extractTSConfig(tsConfig) },
);

const needed = new Set();
const faults = output.summary.violations.filter(({ rule, from, to }) => {
  const excuse = exceptions.find(
    (one) => one.rule === rule.name && new RegExp(one.from).test(from) && new RegExp(one.to).test(to),
  );
  if (excuse) needed.add(excuse);
  return !excuse;
});
for (const { rule, from, to, cycle, via } of faults) {
  const way = (cycle ?? via ?? [{ name: to }]).map(({ name }) => name);
  console.error(`${rule.name}: ${[from, ...way].join(' → ')}`);
}
const unneeded = exceptions.filter((one) => !needed.has(one));
for (const { rule, from } of unneeded) console.error(`No longer needed: the exception from '${rule}' for ${from}.`);

console.log(`${output.summary.totalCruised} modules, ${faults.length} faults, ${needed.size} exceptions.`);
if (faults.length + unneeded.length > 0) process.exitCode = 1;
