import { withDuckDB } from './open-duckdb.js';
import { foldersOf, runsFrom, type Sources } from './runs-table.js';

/** An answer: names of columns, and rows as JSON has them. */
export interface QueryAnswer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** Rows of an answer at most: more are for a file, which SQL cannot write here. */
export const mostRows = 10_000;

/** What a question in SQL to the table `runs` is answered. It may read the sources and nothing else, and writes nothing. */
export const ask = (sources: Sources, sql: string): Promise<QueryAnswer> =>
  withDuckDB(foldersOf(sources), async (connection) => {
    await connection.run(`CREATE VIEW runs AS SELECT * FROM ${runsFrom(sources)}`);
    const answer = await connection.streamAndReadUntil(sql, mostRows + 1);
    return { columns: answer.columnNames(), rows: answer.getRowsJson().slice(0, mostRows + 1) };
  });
