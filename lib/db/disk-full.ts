/** Postgres's code `disk_full`, as Prisma quotes it too, and the words of operating systems. */
const words = /\b53100\b|no space left on device|disk quota exceeded/i;

/** Whether an error, or what caused it, is a database whose disk has no room: waiting does not help, somebody has to make room. */
export function isDiskFull(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 4) return false;
  if ("code" in error && error.code === "53100") return true;
  return words.test(error.message) || isDiskFull(error.cause, depth + 1);
}
