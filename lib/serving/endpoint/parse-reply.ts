/** What a server sent, as JSON, with or without a byte order mark before it; undefined where it is none. */
export function parseReply(text: string): unknown {
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}
