/** Whether a text can be in the database at all: Postgres refuses even to compare with a NUL. */
export function canHold(text: string): boolean {
  return !text.includes("\u0000");
}
