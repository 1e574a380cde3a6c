/** Codes of Node, Postgres and Prisma that say "the database is not there now", as opposed to "your statement is wrong". */
const codes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "57P01",
  "57P02",
  "57P03",
  "08000",
  "08001",
  "08003",
  "08006",
  "53300",
  "P1001",
  "P1002",
  "P1008",
  "P1011",
  "P1017",
  "P2024",
  "P2028",
]);
const words =
  /connection terminated|connection ended|client has encountered a connection error|server closed the connection|terminating connection|can't reach database|timeout exceeded when trying to connect|transaction api error|database system is (starting|shutting)|the connection ended|connectionclosed|databasenotreachable|not queryable/i;

/**
 * Whether an error, or what caused it, is a database that cannot be reached now and may come back.
 * System codes are shared with other clients: ask for errors of model servers first.
 */
export function isDatabaseUnreachable(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 4) return false;
  if ("code" in error && typeof error.code === "string" && codes.has(error.code)) return true;
  if (words.test(error.message)) return true;
  return isDatabaseUnreachable(error.cause, depth + 1);
}
