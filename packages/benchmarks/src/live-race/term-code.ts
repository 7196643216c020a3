import { isTerm, type Term, type TermValue } from '../candidates/term.js';

/** A term as a program writes it, and what that imports. */
export interface TermCode {
  readonly code: string;
  readonly optimizers: readonly string[];
  readonly schedules: readonly string[];
}

/** `lookahead(adam(learningRate=0.1), syncPeriod=3)` → `lookahead(adam({ learningRate: 0.1 }), { syncPeriod: 3 })`. */
export function termCode({ name, of, options }: Term): TermCode {
  const inner = of ? termCode(of) : undefined;
  const values = Object.entries(options).map(([option, value]) => [option, valueCode(option, value)] as const);
  const fields = values.map(([option, { code }]) => `${option}: ${code}`).join(', ');
  const given = [...(inner ? [inner.code] : []), ...(fields ? [`{ ${fields} }`] : [])].join(', ');
  const parts = [...(inner ? [inner] : []), ...values.map(([, value]) => value)];
  return {
    code: `${name}(${given})`,
    optimizers: [...new Set([name, ...parts.flatMap(({ optimizers }) => optimizers)])].sort(),
    schedules: [...new Set(parts.flatMap(({ schedules }) => schedules))].sort(),
  };
}

const literal = (code: string): TermCode => ({ code, optimizers: [], schedules: [] });

function valueCode(option: string, value: TermValue): TermCode {
  if (Array.isArray(value)) {
    const items = (value as readonly TermValue[]).map((one) => valueCode(option, one));
    return {
      code: `[${items.map(({ code }) => code).join(', ')}]`,
      optimizers: items.flatMap(({ optimizers }) => optimizers),
      schedules: items.flatMap(({ schedules }) => schedules),
    };
  }
  if (isTerm(value)) {
    const { code, optimizers, schedules } = termCode(value);
    if (option === 'gradient') return { code, optimizers, schedules };
    return { code, optimizers: [], schedules: [...new Set([...optimizers, ...schedules])] };
  }
  return literal(typeof value === 'string' ? JSON.stringify(value) : Object.is(value, -0) ? '-0' : String(value));
}
