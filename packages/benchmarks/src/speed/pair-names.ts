/** The rules that exist in the zoo and in tf, by the name that both have. */
export const pairNames = ['sgd', 'momentum', 'adam', 'adamax', 'adagrad', 'adadelta', 'rmsprop'] as const;
