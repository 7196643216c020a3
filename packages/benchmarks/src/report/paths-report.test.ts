import { parseHTML } from 'linkedom';
import { makePaths } from '../fixtures/make-paths.js';
import { pathsReport } from './paths-report.js';

const all = (page: string, selector: string) => Array.from(parseHTML(page).document.querySelectorAll(selector));
const command = 'optimizer-zoo landscape';

test('draws the plane with a way for each optimizer, and five instruments with a line each', () => {
  const page = pathsReport(makePaths(), command);
  expect(all(page, 'svg[role=img]')).toHaveLength(6);
  expect(all(page, '#paths [data-used]')).toHaveLength(2);
  for (const svg of all(page, '#instruments svg')) {
    expect(svg.querySelectorAll('[data-mark=line]')).toHaveLength(2);
  }
  expect(all(page, '.tiles dd').map(({ textContent }) => textContent)).toEqual(['2', '90 %', '0.3']);
  expect(all(page, 'pre code')[0].textContent).toContain(command);
});

test('says that the plane is a projection, unless it is all there is', () => {
  const words = (page: string) => all(page, '.note')[0].textContent;
  expect(words(pathsReport(makePaths(), command))).toContain('the plane is all of them');
  const network = words(pathsReport(makePaths({ problem: { name: 'mlpClassifier' } }), command));
  expect(network).toContain('It is a projection: 90 % of their variance lies in the plane');
});

test('2 / step size is drawn where sharpness comes near it, and told in words where not', () => {
  const [sharpness] = all(pathsReport(makePaths(), command), '#instruments figure');
  expect(sharpness.querySelectorAll('[data-mark=rule]')).toHaveLength(1);
  expect(sharpness.textContent).toContain('2 / step size (sgd(learningRate=0.5) 4)');
  expect(sharpness.textContent).toContain('not drawn: 2 / step size of adam 2000.');
});

test('is a pure function, and needs nothing from elsewhere', () => {
  const page = pathsReport(makePaths(), command);
  expect(pathsReport(makePaths(), command)).toBe(page);
  expect(page).not.toMatch(/(src|href)="(?!#)|@import|url\((?!#)/);
  expect(all(page, 'script')).toHaveLength(2); // the data, and what draws them
});

test('what is not a number leaves no points, and no words', () => {
  const nan = Number.NaN;
  const { runs, plane } = makePaths();
  const lost = { step: 1, objective: 1, sharpness: nan, gradientOverlap: nan, updateNorm: 0, effectiveStep: nan };
  const page = pathsReport(
    makePaths({
      runs: [runs[0], { ...runs[1], stepSize: nan, readings: [lost] }],
      plane: { ...plane, values: plane.values.map((row, j) => (j ? row : row.map(() => nan))) },
    }),
    command,
  );
  expect(page.replace(/<script>.*<\/script>/s, '')).not.toMatch(/NaN|Infinity|undefined/);
});

test('escapes whatever it is given', () => {
  const hostile = '<script>alert("x")</script>&\'';
  const [run, other] = makePaths().runs;
  const page = pathsReport(makePaths({ runs: [{ ...run, label: hostile }, other] }), hostile);
  expect(page.match(/<script/g)).toHaveLength(2);
});
