import { AppError } from "@/lib/errors";

/** Numbers of one scale, and bytes that they take: a scale in half precision and an integer for each (ggml's Q8_0). */
const block = 32;
const blockBytes = 2 + block;

/** Types of tensors in a GGUF file that can be written here, by their numbers in the format. */
const writable = { F32: 0, F16: 1, Q8_0: 8 } as const;

/** Numbers as they lie in a GGUF file. @throws AppError for a type that cannot be written here */
export function encodeTensor(numbers: Float32Array, type: number, name: string): Uint8Array {
  if (type === writable.F32) return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  if (type === writable.F16) return new Uint8Array(new Float16Array(numbers).buffer);
  if (type === writable.Q8_0) return quantise(numbers);
  throw new AppError(
    "INVALID_INPUT",
    `The tensor ${name} has a type (${type}) that cannot be written here: only F32, F16 and Q8_0 can. Bring the base as a GGUF file of one of these.`,
  );
}

/** Rounds to 8 bits in blocks of 32 that share a scale; halves go to the even one, as ggml and NumPy have it. */
function quantise(numbers: Float32Array): Uint8Array {
  const bytes = new Uint8Array((numbers.length / block) * blockBytes);
  const view = new DataView(bytes.buffer);
  for (let start = 0, at = 0; start < numbers.length; start += block, at += blockBytes) {
    let largest = 0;
    for (let place = start; place < start + block; place += 1) largest = Math.max(largest, Math.abs(numbers[place] ?? 0));
    view.setFloat16(at, Math.fround(largest / 127), true);
    const scale = view.getFloat16(at, true);
    for (let place = 0; place < block; place += 1) {
      const share = scale === 0 ? (numbers[start + place] ?? 0) : Math.fround((numbers[start + place] ?? 0) / scale);
      view.setInt8(at + 2 + place, Math.max(-127, Math.min(127, roundToEven(share))));
    }
  }
  return bytes;
}

function roundToEven(value: number): number {
  const lower = Math.floor(value);
  const rest = value - lower;
  if (rest !== 0.5) return Math.round(value);
  return lower % 2 === 0 ? lower : lower + 1;
}

/**
 * Rows of a query or key matrix in the order of llama.cpp, which rotates neighbours where transformers rotates halves.
 * @param numbers rows of `columns` numbers, in transformers' order
 */
export function interleaveRows(numbers: Float32Array, columns: number, heads: number): Float32Array {
  const rows = numbers.length / columns;
  const half = rows / heads / 2;
  const ordered = new Float32Array(numbers.length);
  for (let row = 0; row < rows; row += 1) {
    const head = Math.floor(row / (2 * half));
    const within = row % (2 * half);
    const from = head * 2 * half + (within % 2) * half + Math.floor(within / 2);
    ordered.set(numbers.subarray(from * columns, (from + 1) * columns), row * columns);
  }
  return ordered;
}
