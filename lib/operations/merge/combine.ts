/** Sums of tensors in F32: every product and every sum is rounded at once, in the order of the parents, as PyTorch does. */

/** `numbers` times a factor, in place. */
export function scale(numbers: Float32Array, factor: number): Float32Array {
  const single = Math.fround(factor);
  for (let place = 0; place < numbers.length; place += 1) numbers[place] = (numbers[place] ?? 0) * single;
  return numbers;
}

/** `total` plus `numbers`, in place. */
export function add(total: Float32Array, numbers: Float32Array): Float32Array {
  for (let place = 0; place < total.length; place += 1) total[place] = (total[place] ?? 0) + (numbers[place] ?? 0);
  return total;
}

/** `numbers` less `base`, in place. */
export function subtract(numbers: Float32Array, base: Float32Array): Float32Array {
  for (let place = 0; place < numbers.length; place += 1) numbers[place] = (numbers[place] ?? 0) - (base[place] ?? 0);
  return numbers;
}

/** The sum of the entries that have the sign of the sum of all; a sum of zero counts as positive. */
export function elect(parts: readonly Float32Array[]): Float32Array {
  const [first, ...others] = parts;
  if (!first) throw new Error("nothing to elect from");
  const signs = first.slice();
  for (const part of others) add(signs, part);
  const elected = new Float32Array(first.length);
  for (const [turn, part] of parts.entries()) {
    for (let place = 0; place < elected.length; place += 1) {
      const [value, sign] = [part[place] ?? 0, (signs[place] ?? 0) >= 0 ? 1 : -1];
      const taken = Math.sign(value) === sign ? value : 0;
      elected[place] = turn === 0 ? taken : (elected[place] ?? 0) + taken;
    }
  }
  return elected;
}
