import { cholesky, solveCholesky } from '../../linear-algebra/cholesky.js';
import { dot } from '../../linear-algebra/vector.js';
import type { Bounds } from '../bounds.js';
import type { Evaluator } from '../evaluator.js';
import { hvp } from '../hvp.js';
import { besideHeld, type Model } from './model.js';

/** The second-order Taylor series of f: n products with the Hessian, and n² numbers. */
export class HessianModel implements Model {
  private f?: number;
  private g?: Float64Array;
  private h?: Float64Array;

  constructor(
    readonly x: Float64Array,
    private readonly evaluator: Evaluator,
    private readonly bounds?: Bounds,
  ) {}

  get value(): number {
    this.f ??= this.evaluator.value(this.x);
    return this.f;
  }

  get gradient(): Float64Array {
    if (!this.g) {
      this.g = new Float64Array(this.x.length);
      this.evaluator.gradient(this.x, this.g);
    }
    return this.g;
  }

  get descent(): Float64Array {
    return this.bounds?.descent(this.x, this.gradient) ?? this.gradient;
  }

  direction(damping: number): Float64Array | undefined {
    const { gradient, hessian } = this;
    const n = gradient.length;
    const held = this.bounds?.held(this.x, gradient) ?? [];
    const system = hessian.map((value, at) => (held[Math.floor(at / n)] || held[at % n] ? 0 : value));
    for (let i = 0; i < n; i++) if (held[i]) system[i * n + i] = 1;
    const factor = gradient.every(Number.isFinite) ? cholesky(system, n, damping) : undefined;
    if (!factor) return undefined;
    const d = solveCholesky(
      factor,
      n,
      gradient.map((value, i) => (held[i] ? 0 : -value)),
    );
    return besideHeld(d, gradient, held);
  }

  curvature(p: Float64Array): number {
    const { hessian } = this;
    const n = p.length;
    return p.reduce((sum, value, i) => sum + value * dot(hessian.subarray(i * n, (i + 1) * n), p), 0);
  }

  /** The mean of the matrix of products and its transpose. */
  private get hessian(): Float64Array {
    if (this.h) return this.h;
    const { length: n } = this.x;
    this.h = new Float64Array(n * n);
    const product = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const axis = new Float64Array(n);
      axis[i] = 1;
      hvp(this.evaluator, this.x, axis, product);
      for (let j = 0; j < n; j++) {
        this.h[i * n + j] += product[j] / 2;
        this.h[j * n + i] += product[j] / 2;
      }
    }
    return this.h;
  }
}
