import { assemble } from "./assemble";

/** Bytes of a row of a table, as a power of two: sixteen doubles, or thirty-two whole numbers. */
const rowShift = 7;
export const rowBytes = 2 ** rowShift;

/** A row is eight vectors of 16 bytes, which is what the registers of a processor hold: what is done to each, in the text format. */
const offsets = Array.from({ length: rowBytes / 16 }, (_, vector) => 16 * vector);
const eachVector = (instructions: (offset: number) => string) => offsets.map(instructions).join("\n");
const vectors = (name: string) => Object.fromEntries(offsets.map((offset) => [`${name}${offset}`, "v128" as const]));

/**
 * Adds rows of tables to rows of sums. Sum s has the entries from starts[s] to before ends[s] of the index; each is the
 * number of a row. An entry's table lies `stride` bytes behind that of the entry before; with 0 all share one table.
 */
const sumRows = (add: "f64x2.add" | "i32x4.add", load: "i32.load8_u" | "i32.load", shift: 0 | 2) => ({
  name: "run",
  parameters: ["tables", "stride", "index", "starts", "ends", "sums", "count"],
  locals: { table: "i32", entry: "i32", end: "i32", row: "i32", ...vectors("sum") } as const,
  text: `
    loop ;; over the sums
      local.get $starts  i32.load offset=0  local.set $entry
      local.get $ends  i32.load offset=0  local.set $end
      local.get $tables  local.set $table
      ${eachVector((at) => `local.get $sums  v128.load offset=${at}  local.set $sum${at}`)}
      block
        local.get $entry  local.get $end  i32.ge_u  br_if 0
        loop ;; over the entries: row = table + rowBytes * index[entry]
          local.get $index  local.get $entry  i32.const ${shift}  i32.shl  i32.add
          ${load} offset=0
          i32.const ${rowShift}  i32.shl
          local.get $table  i32.add  local.set $row
          ${eachVector((at) => `local.get $row  v128.load offset=${at}  local.get $sum${at}  ${add}  local.set $sum${at}`)}
          local.get $table  local.get $stride  i32.add  local.set $table
          local.get $entry  i32.const 1  i32.add  local.tee $entry
          local.get $end  i32.lt_u  br_if 0
        end
      end
      ${eachVector((at) => `local.get $sums  local.get $sum${at}  v128.store offset=${at}`)}
      local.get $starts  i32.const 4  i32.add  local.set $starts
      local.get $ends  i32.const 4  i32.add  local.set $ends
      local.get $sums  i32.const ${rowBytes}  i32.add  local.set $sums
      local.get $count  i32.const 1  i32.sub  local.tee $count
      br_if 0
    end`,
});

/**
 * Makes a table of 256 rows of each four rows of doubles: row a + 4 b + 16 c + 64 d of the table is a times the first row and
 * b, c, d times the others. The first row of each table must be zero.
 */
const spreadRows = {
  name: "run",
  parameters: ["rows", "tables", "count"],
  locals: { row: "i32", below: "i32", end: "i32", ...vectors("part") } as const,
  text: `
    loop ;; over the tables
      ${[1, 4, 16, 64].map((below, digit) => spreadDigit(rowBytes * below, rowBytes * digit)).join("\n")}
      local.get $rows  i32.const ${4 * rowBytes}  i32.add  local.set $rows
      local.get $tables  i32.const ${256 * rowBytes}  i32.add  local.set $tables
      local.get $count  i32.const 1  i32.sub  local.tee $count
      br_if 0
    end`,
};

/** A row with one digit higher is the row without, which lies `below` bytes before, and the digit's own row. */
function spreadDigit(below: number, own: number): string {
  return `
      ${eachVector((at) => `local.get $rows  v128.load offset=${own + at}  local.set $part${at}`)}
      local.get $tables  local.set $below
      local.get $tables  i32.const ${below}  i32.add  local.set $row
      local.get $tables  i32.const ${4 * below}  i32.add  local.set $end
      loop
        ${eachVector((at) => `local.get $row  local.get $below  v128.load offset=${at}  local.get $part${at}  f64x2.add  v128.store offset=${at}`)}
        local.get $below  i32.const ${rowBytes}  i32.add  local.set $below
        local.get $row  i32.const ${rowBytes}  i32.add  local.tee $row
        local.get $end  i32.lt_u  br_if 0
      end`;
}

const kernels = {
  /** Doubles; row numbers of one byte. */
  sumPatterns: sumRows("f64x2.add", "i32.load8_u", 0),
  /** Doubles; row numbers of four bytes. */
  sumDoubles: sumRows("f64x2.add", "i32.load", 2),
  /** Whole numbers of 32 bits; row numbers of four bytes. */
  sumIntegers: sumRows("i32x4.add", "i32.load", 2),
  spreadRows,
} as const;

const modules = new Map<string, WebAssembly.Module>();

/** A kernel that works on the given memory. Its parameters are addresses and whole numbers, in the order of its description. */
export function kernel(name: keyof typeof kernels, memory: WebAssembly.Memory): (...parameters: number[]) => void {
  const module = modules.get(name) ?? assemble(kernels[name]);
  modules.set(name, module);
  const { run } = new WebAssembly.Instance(module, { host: { memory } }).exports;
  if (typeof run !== "function") throw new TypeError(`The kernel ${name} is no function.`);
  return (...parameters) => run(...parameters);
}

/**
 * Gives an address in the memory to each number of bytes, one behind the other, and makes room for all of them. Views of the
 * memory's buffer that were taken before are worthless then.
 */
export function reserve<Name extends string>(memory: WebAssembly.Memory, bytes: Record<Name, number>): Record<Name, number> {
  const at = { ...bytes };
  let end = 0;
  for (const name in bytes) {
    at[name] = end;
    end += Math.ceil(bytes[name] / rowBytes) * rowBytes;
  }
  memory.grow(Math.max(0, Math.ceil((end - memory.buffer.byteLength) / 2 ** 16)));
  return at;
}
