/** What the assembler knows of WebAssembly: instructions by their names in the text format, as the bytes they become. */
const instructions: Readonly<Record<string, readonly number[]>> = {
  block: [0x02, 0x40],
  loop: [0x03, 0x40],
  end: [0x0b],
  br_if: [0x0d],
  "local.get": [0x20],
  "local.set": [0x21],
  "local.tee": [0x22],
  "i32.load": [0x28, 2],
  "i32.load8_u": [0x2d, 0],
  "i32.store": [0x36, 2],
  "i32.const": [0x41],
  "i32.lt_u": [0x49],
  "i32.ge_u": [0x4f],
  "i32.add": [0x6a],
  "i32.sub": [0x6b],
  "i32.shl": [0x74],
  "v128.load": [0xfd, 0x00, 4],
  "v128.store": [0xfd, 0x0b, 4],
  "i32x4.add": [0xfd, 0xae, 0x01],
  "f64x2.add": [0xfd, 0xf0, 0x01],
};

const types = { i32: 0x7f, v128: 0x7b } as const;

/** A function without results, in the flat form of the text format: `;;` comments, `$names` for locals, numbers for labels. */
export interface Assembly {
  name: string;
  /** All of type i32. */
  parameters: readonly string[];
  locals: Readonly<Record<string, keyof typeof types>>;
  text: string;
}

/**
 * Makes a WebAssembly module of one function, which works on a memory that is imported as "memory" from "host".
 * JavaScript has no vector instructions; a kernel in the text format is readable, and needs no other compiler than this.
 * @throws SyntaxError for an instruction or a name that is not known
 * Source: WebAssembly Core Specification 2.0, chapter 5 (binary format), https://www.w3.org/TR/wasm-core-2/
 */
export function assemble({ name, parameters, locals, text }: Assembly): WebAssembly.Module {
  const names = [...parameters, ...Object.keys(locals)];
  const tokens = text.replace(/;;.*/g, "").split(/\s+/).filter(Boolean);
  const code = tokens.flatMap((token) => instructions[token] ?? operand(token, names));
  const declared = Object.values(locals).map((type) => [1, types[type]]);
  const body = [...vector(declared), ...code, 0x0b];
  const sections = [
    [1, vector([[0x60, ...vector(parameters.map(() => [types.i32])), 0]])],
    [2, vector([[...string("host"), ...string("memory"), 0x02, 0x00, 0x00]])],
    [3, vector([[0]])],
    [7, vector([[...string(name), 0x00, 0x00]])],
    [10, vector([[...unsigned(body.length), ...body]])],
  ] as const;
  const bytes = sections.flatMap(([id, content]) => [id, ...unsigned(content.length), ...content]);
  return new WebAssembly.Module(Uint8Array.from([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, ...bytes]));
}

function operand(token: string, names: readonly string[]): number[] {
  const local = names.indexOf(token.replace("$", ""));
  if (token.startsWith("$") && local >= 0) return unsigned(local);
  const [, digits] = /^(?:offset=)?(\d+)$/.exec(token) ?? [];
  if (digits === undefined) throw new SyntaxError(`The assembler does not know ${token}.`);
  return signed(Number(digits));
}

/** LEB128: seven bits a byte, the lowest first. */
function unsigned(value: number): number[] {
  return value < 128 ? [value] : [128 + (value % 128), ...unsigned(Math.floor(value / 128))];
}

/** A whole number from 0 on, where a negative one could stand: the last byte's highest bit is the sign. Labels and offsets may be read so, too. */
function signed(value: number): number[] {
  return value < 64 ? [value] : [128 + (value % 128), ...signed(Math.floor(value / 128))];
}

function vector(items: readonly (readonly number[])[]): number[] {
  return [...unsigned(items.length), ...items.flat()];
}

function string(text: string): number[] {
  return [...unsigned(text.length), ...new TextEncoder().encode(text)];
}
