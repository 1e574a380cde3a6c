/** Says on which line of a file, which comes in chunks, a place is. Places are asked for in order, so newlines are counted once. */
export class LineCounter {
  /** The line up to which was counted, from 1. */
  line = 1;
  private chunk: Uint8Array = new Uint8Array();
  private chunkStart = 0;
  /** Place in the chunk up to which was counted. */
  private cursor = 0;

  begin(chunk: Uint8Array): void {
    this.countAll();
    this.chunkStart += this.chunk.length;
    this.chunk = chunk;
    this.cursor = 0;
  }

  /** @param place in the file, in bytes; before the chunk for a text that began in an earlier one */
  countTo(place: number): void {
    const end = Math.min(place - this.chunkStart, this.chunk.length);
    for (; this.cursor < end; this.cursor += 1) if (this.chunk[this.cursor] === 10) this.line += 1;
  }

  /** To the end of the present chunk. */
  countAll(): void {
    this.countTo(this.chunkStart + this.chunk.length);
  }
}
