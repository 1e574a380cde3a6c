/**
 * A message without what differs between equal failures: addresses, names with a slash, long hexadecimal digits, numbers
 * and what stands in quotes. Messages of one shape have one cause, most likely.
 */
export function messageShape(message: string): string {
  return message
    .replace(/\bhttps?:\/\/[^\s)\]",;]+/g, "<address>")
    .replace(/"[^"]*"/g, "<words>")
    .replace(/\b[\w.-]+\/[\w.-]+(?:\/[\w.-]+)*/g, "<name>")
    .replace(/\b(?=[0-9a-f-]*\d)[0-9a-f]{4,}(?:-[0-9a-f]{4,})*\b/gi, "<id>")
    .replace(/\d+(?:[.,:]\d+)*/g, "<number>")
    .replace(/\s+/g, " ")
    .trim();
}
