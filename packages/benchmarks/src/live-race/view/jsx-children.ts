// The types of Vue know children of elements by TypeScript's older way of JSX alone.
declare module 'vue' {
  interface ReservedProps {
    children?: unknown;
  }
}

export {};
