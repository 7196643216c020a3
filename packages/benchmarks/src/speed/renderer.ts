import type * as tf from '@tensorflow/tfjs';

/** What tells about their GPU on tf's backends webgl and webgpu. */
interface GpuBackend extends tf.KernelBackend {
  readonly gpgpu?: { readonly gl: WebGL2RenderingContext };
  readonly device?: { readonly adapterInfo?: Readonly<Record<string, unknown>> };
}

/** What a backend computes on where that is a GPU, or software in the place of one; as the driver calls it. */
export function rendererOf(backend: tf.KernelBackend): string | undefined {
  const { gpgpu, device } = backend as GpuBackend;
  if (gpgpu) {
    const { gl } = gpgpu;
    return gl.getParameter(gl.getExtension('WEBGL_debug_renderer_info')?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER);
  }
  if (!device?.adapterInfo) return undefined;
  const { vendor, architecture, device: model, description } = device.adapterInfo;
  return [vendor, architecture, model, description].filter(Boolean).join(' ') || undefined;
}
