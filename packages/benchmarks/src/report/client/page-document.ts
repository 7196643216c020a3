/** On a page charts are made in its own document: this stands for linkedom in the bundle. */
export const parseHTML = (): { readonly document: Document } => ({ document: globalThis.document });
