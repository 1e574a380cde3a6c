import type { Member } from "../method";

/** A pool of `size` members whose labels sort in another order than their positions. */
export function poolOf(size: number): Member[] {
  return Array.from({ length: size }, (_, place) => ({
    label: `m-${String(90 - place).repeat(6)}`,
    name: `model-${place}`,
    description: `Knows field ${place}.`,
    base: "m-base",
  }));
}
