import { fromResiduals } from '../functions/from-residuals.js';
import { lazy } from '../lazy.js';
import type { Problem } from '../problem.js';
import type { Definition, Definitions } from './definition.js';
import { fits } from './fits.js';
import { fixed } from './fixed.js';
import { scalable } from './scalable.js';

// Minimisers that solve no equation in closed form were polished in 40 digits from the standard start.
const sized: Definitions = {
  watson: {
    ...scalable.watson(6),
    value: 2.28767e-3,
    point: [
      -0.015725086401458453, 1.0124348693691099, -0.2329916259567377, 1.2604300877996084, -1.5137289227222799,
      0.9929964324311346,
    ],
  },
  extendedRosenbrock: scalable.extendedRosenbrock(10),
  extendedPowellSingular: scalable.extendedPowellSingular(12),
  penalty1: { ...scalable.penalty1(10), value: 7.08765e-5, point: new Array<number>(10).fill(0.15812230111311634) },
  penalty2: {
    ...scalable.penalty2(10),
    value: 2.9366e-4,
    point: [
      0.19998360519782363, 0.0103506484712923, 0.019604934480438402, 0.03208906722068564, 0.0499326773996413,
      0.07651399515399361, 0.11862407286950417, 0.19214487233557667, 0.3473205869418436, 0.3691643741593508,
    ],
  },
  variablyDimensioned: scalable.variablyDimensioned(10),
  trigonometric: scalable.trigonometric(10),
  brownAlmostLinear: scalable.brownAlmostLinear(10),
  discreteBoundaryValue: {
    ...scalable.discreteBoundaryValue(10),
    point: [
      -0.043164982518764876, -0.08157715653538689, -0.1144857143805293, -0.1409735768625967, -0.15990869618198314,
      -0.16987720231277492, -0.16908998378120838, -0.15524953522183182, -0.12535589167893502, -0.0754165336858921,
    ],
  },
  discreteIntegral: {
    ...scalable.discreteIntegral(10),
    point: [
      -0.043164982518764876, -0.08157715653538689, -0.11448571438052929, -0.14097357686259668, -0.1599086961819831,
      -0.16987720231277492, -0.16908998378120835, -0.15524953522183182, -0.125355891678935, -0.07541653368589213,
    ],
  },
  broydenTridiagonal: {
    ...scalable.broydenTridiagonal(10),
    point: [
      -0.5707221320112248, -0.681806949984275, -0.7022100760176601, -0.7055106298950804, -0.7049061557287437,
      -0.7014966070298512, -0.6918893223547983, -0.6657965144058537, -0.5960351090263657, -0.4164122575286934,
    ],
  },
  broydenBanded: {
    ...scalable.broydenBanded(10),
    point: [
      -0.4283028635872503, -0.47659642435629024, -0.5196524636468617, -0.5580993248321809, -0.5925061568294574,
      -0.624503682199468, -0.6232394714405911, -0.6213938417965735, -0.6204535966590874, -0.5864692707204351,
    ],
  },
  linearFullRank: scalable.linearFullRank(10, 20),
  linearRankOne: scalable.linearRankOne(10, 20),
  linearRankOneWithZeros: scalable.linearRankOneWithZeros(10, 20),
  chebyquad: {
    ...scalable.chebyquad(8),
    value: 3.51687e-3,
    point: [
      0.04315276015101663, 0.1930908403841861, 0.26632870689027294, 0.5, 0.5, 0.7336712931097271, 0.8069091596158139,
      0.9568472398489833,
    ],
  },
};

/** Every problem of the set but the first, which is `rosenbrock`. */
export const definitions: Definitions = { ...fixed, ...fits, ...sized };

function problemOf([name, { number, value, point, ...rest }]: [string, Definition]): Problem {
  const problem = fromResiduals({
    ...rest,
    name,
    reference: `Moré, Garbow & Hillstrom 1981, doi:10.1145/355934.355936, problem ${number}`,
    tags: [name.startsWith('linear') ? 'convex' : 'non-convex', 'least-squares', 'more-garbow-hillstrom'],
    config: { name },
  });
  // The paper's six digits are fewer than can be reached.
  const minimum = lazy(() => ({ value: point && value !== 0 ? problem.float64!.value(point) : value, point }));
  return {
    ...problem,
    get minimum() {
      return minimum();
    },
  };
}

/** The set of Moré, Garbow and Hillstrom (1981), as sums of squares from its standard starts. */
export const moreGarbowHillstrom: readonly Problem[] = Object.entries(definitions)
  .sort(([, a], [, b]) => a.number - b.number)
  .map(problemOf);
