/** What is shown first: Lion. */
export const firstRule = `defineRule({
  name: 'MyLion',
  reference: 'arXiv:2302.06675',
  hyper: {
    learningRate: number('[0, inf)', 0.02),
    beta1: number('[0, 1)', 0.9),
    beta2: number('[0, 1)', 0.99),
  },
  slots: ['m'],
  update({
    param: x, grad: g, m,
    learningRate, beta1, beta2,
  }) {
    const direction = m.ema(g, beta1).sign();
    const step = direction.mul(learningRate);
    m = m.ema(g, beta2);
    return { m, param: x.sub(step) };
  },
})`;
