import { createRequire } from 'node:module';

/**
 * A file of a data package, read where it is first asked for.
 *
 * @throws Error where the package is not installed.
 */
export function fromPackage<T>(name: string, file: string): T {
  try {
    return createRequire(import.meta.url)(file) as T;
  } catch (error) {
    throw new Error(`the data are in the package '${name}', which cannot be loaded: npm install ${name}.`, {
      cause: error,
    });
  }
}
