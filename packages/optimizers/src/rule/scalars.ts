/** Hyperparameters, host scalars, scalar state and evaluated scalars, by name; switches and choices as they are. */
export type Inputs = Readonly<Record<string, number | boolean | string>>;

/** Scalars that are kept between steps, by name. */
export type Scalars = Record<string, number>;

const largest = 3.4028234663852886e38;

/** Rounded to float32, so that it can be saved exactly. Infinity becomes the largest number: an average must recover. */
export const inFloat32 = (value: number) => Math.fround(Math.max(-largest, Math.min(largest, value)));

/** The same where it is kept in float64. */
export const inFloat64 = (value: number) => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
