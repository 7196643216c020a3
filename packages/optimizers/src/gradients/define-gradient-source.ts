import { type GivenOptions, type OptionTypes, readOptions, type Settings } from '@optimizer-zoo/schedulers';
import { measuring } from '../optimizer/parts.js';
import { withParts } from '../optimizer/with-parts.js';
import type { Evaluated } from '../rule/evaluated.js';
import { addSource, addSources, type GradientSource } from './gradient-source.js';

/** Declares a source; its name becomes known to `loadLayersModel`. */
export function defineGradientSource<const Provided extends Evaluated>(
  source: GradientSource<Provided> & { readonly provides: readonly Provided[] },
): GradientSource<Provided> {
  return addSource(withParts(source, measuring));
}

/** Declares sources that have options, and makes their factory; `make` is given the checked options. */
export function defineGradientSources<const O extends OptionTypes, const Provided extends Evaluated>(
  name: string,
  types: O,
  make: (options: Settings<O>) => Pick<GradientSource, 'evaluate'> & { readonly provides: readonly Provided[] },
): GradientSourceFactory<O, Provided> {
  const factory = (given = {} as GivenOptions<O>): GradientSource<Provided> => {
    const options = readOptions(name, types, given);
    return withParts<GradientSource<Provided>>({ name, options, ...make(options) }, measuring);
  };
  addSources(name, factory);
  return Object.assign(factory, { source: { name, options: types } });
}

/** Makes a source; may be called without options if all have defaults. */
export interface GradientSourceFactory<O extends OptionTypes = OptionTypes, Provided extends Evaluated = never> {
  (
    ...options: object extends GivenOptions<O> ? [options?: GivenOptions<O>] : [options: GivenOptions<O>]
  ): GradientSource<Provided>;
  /** As it was declared. */
  readonly source: { readonly name: string; readonly options: O };
}
