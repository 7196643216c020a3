/** What `--backend` accepts. */
export const backendNames = ['cpu', 'wasm', 'webgpu', 'tensorflow', 'auto'] as const;
export type BackendName = (typeof backendNames)[number];
export const defaultBackend: BackendName = 'cpu';
