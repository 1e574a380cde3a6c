/**
 * Refuses values that no statistic can be made of, instead of letting them spread as NaN.
 * @param values numbers to look at
 * @param name what they are, for the message, for example "Scores"
 * @param least how many there must be
 * @throws RangeError for too few values, and for one that is not a finite number
 */
export function requireFinite(values: ArrayLike<number>, name: string, least = 1): void {
  if (values.length < least) throw new RangeError(`${name}: ${values.length} given, at least ${least} needed.`);
  for (let place = 0; place < values.length; place += 1) {
    if (!Number.isFinite(values[place])) throw new RangeError(`${name}: number ${place + 1} is ${values[place]}, not a finite number.`);
  }
}

/**
 * @throws RangeError when two rows that belong together differ in length
 */
export function requireSameLength(one: ArrayLike<unknown>, other: ArrayLike<unknown>, name: string): void {
  if (one.length !== other.length) throw new RangeError(`${name}: ${one.length} cannot be paired with ${other.length}.`);
}

/**
 * @throws RangeError for a value outside 0 to 1
 */
export function requireShares(values: readonly number[], name: string): void {
  for (const value of values) if (!(value >= 0 && value <= 1)) throw new RangeError(`${name}: ${value} is not between 0 and 1.`);
}
