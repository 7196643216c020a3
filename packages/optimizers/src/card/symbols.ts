/** A letter or a word with what stands around it, in no notation yet. */
export interface Letter {
  /** A Latin letter, the English name of a Greek one, or a word. */
  readonly base: string;
  /** Whether it is a word even if it is the name of a Greek letter: that is taken. */
  readonly isWord?: boolean;
  readonly subscript?: string;
  readonly accent?: 'hat' | 'prime' | 'before';
  /** Whether it changes with the step without being state: α(t). */
  readonly ofTime?: boolean;
}

/** Greek letters by their English names. */
export const greek: Readonly<Record<string, string>> = {
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  zeta: 'ζ',
  eta: 'η',
  theta: 'θ',
  kappa: 'κ',
  lambda: 'λ',
  mu: 'μ',
  nu: 'ν',
  xi: 'ξ',
  rho: 'ρ',
  sigma: 'σ',
  tau: 'τ',
  phi: 'φ',
  chi: 'χ',
  psi: 'ψ',
  omega: 'ω',
};

/** What papers call some things that have longer names here. */
const letters: Readonly<Record<string, Letter>> = {
  param: { base: 'x' },
  grad: { base: 'g' },
  loss: { base: 'f' },
  hessianDiagonal: { base: 'H' },
  step: { base: 't' },
  learningRate: { base: 'eta' },
  weightDecay: { base: 'lambda' },
  l2: { base: 'lambda', subscript: '2' },
  momentum: { base: 'mu' },
  initialAccumulatorValue: { base: 'G', subscript: '0' },
};

const lettered = new RegExp(`^(${Object.keys(greek).join('|')}|[A-Za-z])(\\d*)(Now)?([A-Z][a-z]{0,3})?$`);

/** The symbol of a name: `beta1` is β₁, `betaRms` β with the subscript rms, `alphaNow` α(t); words stay words. */
export function symbolOf(name: string): Letter {
  if (Object.hasOwn(letters, name)) return letters[name];
  const [, base, digits, now, rest = ''] = lettered.exec(name) ?? [];
  if (base === undefined) return { base: name };
  const subscript = digits + rest.toLowerCase();
  return { base, ...(subscript && { subscript }), ...(now && { ofTime: true }) };
}

const same = (a: Letter, b: Letter) => JSON.stringify(a) === JSON.stringify(b);

/** A symbol for each name; one whose letter is taken by an earlier name stays a word. */
export function symbolsOf(names: readonly string[]): Map<string, Letter> {
  const symbols = new Map<string, Letter>();
  for (const name of names) {
    const symbol = symbolOf(name);
    const isTaken = [...symbols.values()].some((other) => same(other, symbol));
    symbols.set(name, isTaken ? { base: name, isWord: true } : symbol);
  }
  return symbols;
}

/** The first of some letters that no symbol has for its base. */
export function freeLetter(candidates: string, taken: Iterable<Letter>): string {
  const bases = new Set([...taken].map(({ base }) => base));
  const free = [...candidates].find((letter) => !bases.has(letter));
  if (free === undefined) throw new Error(`All of the letters ${candidates} are taken.`);
  return free;
}
