import { parseHTML } from 'linkedom';
import { makeSurvey } from '../fixtures/make-survey.js';
import { landscapeReport } from './landscape-report.js';

const all = (page: string, selector: string) => Array.from(parseHTML(page).document.querySelectorAll(selector));
const command = 'optimizer-zoo landscape';

test('draws eight charts, and tells the figures', () => {
  const page = landscapeReport(makeSurvey(), command);
  expect(all(page, 'svg[role=img]')).toHaveLength(8);
  expect(all(page, '.tiles dd').map(({ textContent }) => textContent)).toEqual(['2', '1', '4', '50 %', '0.25']);
  expect(all(page, 'pre code')[0].textContent).toContain(command);
});

test('2 / step size is drawn where sharpness comes near it, and told in words where not', () => {
  const drawn = landscapeReport(makeSurvey(), command);
  expect(drawn).toContain('2 / 0.5 = 4');
  const told = landscapeReport(makeSurvey({ stepSize: 0.001 }), command);
  expect(told).not.toContain('2 / 0.001 =');
  expect(told).toContain('is 2000, far above');
});

test('is a pure function, and needs nothing from elsewhere', () => {
  const page = landscapeReport(makeSurvey(), command);
  expect(landscapeReport(makeSurvey(), command)).toBe(page);
  expect(page).not.toMatch(/(src|href)="(?!#)|@import|url\((?!#)/);
  expect(all(page, 'script')).toHaveLength(2); // the data, and what draws them
});

test('what is not a number leaves gaps, not words', () => {
  const nan = Number.NaN;
  const survey = makeSurvey();
  const { at, values } = survey.way;
  const page = landscapeReport(
    makeSurvey({
      moments: survey.moments.map((moment, i) => (i === 1 ? { ...moment, sharpness: nan } : moment)),
      way: { at, values: values.map((value, i) => (i === 0 ? Number.POSITIVE_INFINITY : value)) },
      planes: {
        random: {
          ...survey.planes.random,
          values: survey.planes.random.values.map((row, j) => (j ? row : row.map(() => nan))),
        },
      },
      overlap: nan,
      roughness: nan,
    }),
    command,
  );
  expect(page.replace(/<script>.*<\/script>/s, '')).not.toMatch(/NaN|Infinity|undefined/);
  expect(all(page, 'svg[role=img]')).toHaveLength(7); // one parameter has no second direction
});

test('escapes whatever it is given', () => {
  const hostile = '<script>alert("x")</script>&\'';
  const { environment } = makeSurvey();
  const page = landscapeReport(
    makeSurvey({
      optimizer: { name: hostile, options: { learningRate: hostile } },
      environment: { ...environment, cpu: hostile },
    }),
    hostile,
  );
  expect(page.match(/<script/g)).toHaveLength(2);
});
