export const machines = ['float32', 'float64'] as const;
export const browserBackends = ['cpu', 'wasm', 'webgl', 'webgpu'] as const;
export const pythons = ['python3', '/usr/bin/python3'];
