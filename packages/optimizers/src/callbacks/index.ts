// Callbacks for model.fit: what needs tfjs-layers stands here and under testing/ alone.
export { SharpnessLogger, type SharpnessLoggerOptions } from './sharpness-logger.js';
export { SwapEMAWeights } from './swap-ema-weights.js';
