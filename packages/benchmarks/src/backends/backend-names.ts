/** What `--backend` accepts. */
export const backendNames = ['cpu', 'wasm', 'webgpu', 'tensorflow', 'auto'] as const;
export type BackendName = (typeof backendNames)[number];
export const defaultBackend: BackendName = 'cpu';

/** The machine of plain arrays, without tfjs. */
export const plainArrays = 'float64';

/** What `--backend` takes where the machine of plain arrays may be one: it, a backend, or both, it first. */
export const machines = new RegExp(`^(${plainArrays}|(${plainArrays},)?(${backendNames.join('|')}))$`);
export const defaultMachines = `${plainArrays},${defaultBackend}`;
