export const browserBackends = ['cpu', 'wasm', 'webgl', 'webgpu'] as const;
export const pythons = ['python3', '/usr/bin/python3'];
