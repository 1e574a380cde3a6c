/** Seconds that a server asks to wait, which it says as a number or as a date; null where it says neither. */
export function retryAfterIn(header: string | null): number | null {
  const said = header?.trim() ?? "";
  if (/^\d{1,9}(?:\.\d{1,9})?$/.test(said)) return Number(said);
  const at = Date.parse(said);
  return Number.isNaN(at) ? null : Math.max(0, (at - Date.now()) / 1_000);
}
