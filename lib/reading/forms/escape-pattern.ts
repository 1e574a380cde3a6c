/** A text as it stands inside a regular expression, where none of its signs means anything but itself. */
export function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
