/** What is used of it: distributions. It comes without types. */
declare module 'jstat' {
  const library: {
    readonly jStat: {
      readonly centralF: { cdf(x: number, d1: number, d2: number): number };
      readonly tukey: { inv(p: number, means: number, degrees: number): number };
    };
  };
  export default library;
}
