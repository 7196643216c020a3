/** What a factory is given; it tells itself what it will not take. */
export type OptimizerOptions = Readonly<Record<string, unknown>>;
