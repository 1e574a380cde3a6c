import { StringDecoder } from "node:string_decoder";

/** Characters; a longer line is no record but a mistake, and must not fill the memory. */
const longestLine = 10_000_000;

/** Lines of a stream with their numbers from 1; null stands for a line that is too long to be kept. */
export async function* readLines(source: NodeJS.ReadableStream): AsyncGenerator<{ number: number; line: string | null }> {
  const decoder = new StringDecoder("utf8");
  let number = 1;
  let kept: string[] = [];
  let length = 0;
  const take = (): string | null => {
    const line = length > longestLine ? null : kept.join("");
    kept = [];
    length = 0;
    return line;
  };
  const keep = (text: string): void => {
    length += text.length;
    if (length > longestLine) kept = [];
    else kept.push(text);
  };
  for await (const chunk of source) {
    const text = typeof chunk === "string" ? chunk : decoder.write(chunk);
    const parts = text.split("\n");
    for (const [place, part] of parts.entries()) {
      keep(number === 1 && length === 0 ? part.replace(/^\uFEFF/, "") : part);
      if (place === parts.length - 1) break;
      yield { number, line: take() };
      number += 1;
    }
  }
  keep(decoder.end());
  if (length > 0) yield { number, line: take() };
}
