// Stands in tests for modules of which nothing is used.
module.exports = {};
