// tfjs greets with an advertisement for tfjs-node at its first op in Node; keep test output readable.
const { warn } = console;
console.warn = (...parts) => {
  if (!String(parts[0]).includes('looks like you are running TensorFlow.js in Node.js')) warn(...parts);
};
