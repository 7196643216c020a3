// What is to be known of an optimizer, read from its rule: an entry of its own, which training does not need.
export { type Card, card, type Equation, type Written } from './card.js';
export { type CardFacts, methodCard } from './method-card.js';
