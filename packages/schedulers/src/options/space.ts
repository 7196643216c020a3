/**
 * Where a search looks for the value of an option, drawn evenly:
 *
 *     around: f          from a part f of the default to f times that, in the logarithm
 *     logBetween: [a, b] from a to b, in the logarithm
 *     belowOne: f        so that the distance to one is in such a space, of averages that forget
 *     between: [a, b]    from a to b
 *     among: [a, b, …]   one of these
 *
 * Data alone, as what searches is no part of what is searched.
 */
export type Space =
  | { readonly around: number }
  | { readonly logBetween: readonly [low: number, high: number] }
  | { readonly belowOne: number }
  | { readonly between: readonly [low: number, high: number] }
  | { readonly among: readonly number[] };
