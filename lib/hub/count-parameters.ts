/** How many parameters a model has; the two differ where weights are packed and nobody says whether they were counted so. */
export interface ParameterCount {
  atLeast: number;
  atMost: number;
  /** Bits of a packed weight; null where nothing is packed. */
  bits: number | null;
}

/** Bits of the integers into which weights of fewer bits are packed. */
const containers: Readonly<Record<string, number>> = { U8: 8, I8: 8, U16: 16, I16: 16, U32: 32, I32: 32 };
/** Share of integers from which on they are weights, and not positions or masks. */
const packedShare = 0.1;
/** The usual width where integers hold weights and no file says how many bits one has. */
const usualBits = 4;

/**
 * What the Hub counted, by data type, with what it may have left packed: eight weights of 4 bits in one I32 count as one.
 * @param declared the quantization_config of config.json or the content of quantize_config.json
 * @param bytes of all weight files: more weights than fit there cannot be
 */
export function countedByHub(elements: Readonly<Record<string, number>>, declared: unknown, bytes: number | null): ParameterCount | null {
  const entries = Object.entries(elements);
  const atLeast = entries.reduce((sum, [, count]) => sum + count, 0);
  if (atLeast <= 0) return null;
  const integers = entries.reduce((sum, [type, count]) => sum + (containers[type] === undefined ? 0 : count), 0);
  const bits = bitsOf(declared) ?? (integers > packedShare * atLeast ? usualBits : null);
  if (bits === null || integers === 0) return { atLeast, atMost: atLeast, bits: null };
  const unpacked = entries.reduce((sum, [type, count]) => sum + count * Math.max(1, (containers[type] ?? bits) / bits), 0);
  const fitting = bytes === null ? Number.POSITIVE_INFINITY : (bytes * 8) / bits;
  const atMost = fitting < atLeast ? unpacked : Math.min(unpacked, fitting);
  return { atLeast, atMost, bits: atMost > atLeast ? bits : null };
}

/** The fewest bits of a weight that a quantization declares in any of its dialects; null where nothing is declared. */
function bitsOf(declared: unknown): number | null {
  if (typeof declared !== "object" || declared === null) return null;
  const found = bitsBelow(declared, 0);
  return found.length > 0 ? found.reduce((least, bits) => Math.min(least, bits)) : usualBits;
}

function bitsBelow(value: object, depth: number): number[] {
  if (depth > 6) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (typeof inner === "object" && inner !== null) return bitsBelow(inner, depth + 1);
    if (typeof inner === "number" && /^(n|w|num|weight)?_?bits?$/.test(key)) return inner >= 1 && inner <= 8 ? [inner] : [];
    if (inner === true && key === "load_in_4bit") return [4];
    if (inner === true && key === "load_in_8bit") return [8];
    return typeof inner === "string" && key === "quant_method" && inner.includes("fp8") ? [8] : [];
  });
}
