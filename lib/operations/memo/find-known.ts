import { pool } from "@/lib/db/pool";
import { MemoRows, type Stored } from "./memo-rows";

/** What is stored of these keys (hex), for those who plan and ask nobody. */
export function findKnown(keys: readonly string[]): Promise<Map<string, Stored>> {
  return new MemoRows(pool()).selectRows([...new Set(keys)]);
}
