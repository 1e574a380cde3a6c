import type { NumberType } from "../jobs/requests";

/** Bytes of one number. */
export const widthOf: Readonly<Record<NumberType, number>> = { F16: 2, BF16: 2, F32: 4 };

/** Numbers as they lie in a file, as F32, which holds each of them exactly. */
export function decodeNumbers(bytes: Uint8Array, type: NumberType): Float32Array {
  // A copy begins at a place where its numbers can be read.
  const { buffer } = Uint8Array.from(bytes);
  switch (type) {
    case "F32":
      return new Float32Array(buffer);
    case "F16":
      return new Float32Array(new Float16Array(buffer));
    case "BF16":
      return new Float32Array(Uint32Array.from(new Uint16Array(buffer), (half) => half << 16).buffer);
  }
}

/** F32 as it is written to a file; halves round to the nearest, and to the even one between two. */
export function encodeNumbers(numbers: Float32Array, type: NumberType): Uint8Array {
  switch (type) {
    case "F32":
      return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
    case "F16":
      return new Uint8Array(new Float16Array(numbers).buffer);
    case "BF16":
      return new Uint8Array(Uint16Array.from(new Uint32Array(numbers.buffer, numbers.byteOffset, numbers.length), upperHalf).buffer);
  }
}

/** The upper 16 bits, rounded. */
function upperHalf(bits: number): number {
  const isNotANumber = (bits & 0x7fffffff) > 0x7f800000;
  return isNotANumber ? 0x7fc0 : (bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16;
}
