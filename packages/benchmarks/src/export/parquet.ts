import { parquetWriteBuffer } from 'hyparquet-writer';
import type { RunRecord } from '../study/run-record.js';
import { columns } from './columns.js';

/** The same table as Parquet, which keeps types. */
export const parquetOf = (runs: readonly RunRecord[]): Uint8Array =>
  new Uint8Array(
    parquetWriteBuffer({
      columnData: columns.map((column) => ({
        name: column.name,
        type: column.type,
        data: runs.map((run) => column.of(run) ?? null),
      })),
    }),
  );
