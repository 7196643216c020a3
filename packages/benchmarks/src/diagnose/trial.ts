import type { Problem } from '@optimizer-zoo/testbed';

/** A run that is made, and how low it has to come. */
export interface Course {
  readonly problem: Problem;
  /** What is asked for: the objective at most so far above its minimum. */
  readonly gap: number;
  /** Steps that are made before it counts. Default 0. */
  readonly after?: number;
}

/** A difficulty, as a pair of problems: without it, and with it. What an optimizer pays for it is the ratio of two costs. */
export interface Trial {
  readonly name: string;
  /** What is difficult, in a sentence. */
  readonly difficulty: string;
  /** What is run. */
  readonly setting: string;
  /** Where the difficulty is known from: authors, year, where; recalled, not read again. */
  readonly source: string;
  readonly without: Course;
  /** Several are counted by the worst of them. */
  readonly courses: readonly Course[];
  /** Passed where it costs at most so many times what it costs without. */
  readonly most: number;
  /** Why so many. */
  readonly mark: string;
}
