/**
 * Factor of a symmetric positive definite matrix, in place: the lower triangle becomes L with L L' = matrix.
 * @param matrix size * size numbers, row by row; only the lower triangle is read and written
 * @returns false where the matrix is not positive definite, so that the triangle is worthless
 */
export function factorise(matrix: Float64Array, size: number): boolean {
  for (let row = 0; row < size; row += 1) {
    const start = row * size;
    for (let column = 0; column <= row; column += 1) {
      const other = column * size;
      let sum = matrix[start + column] ?? 0;
      // Two sums, because each addition waits for the one before.
      let odd = 0;
      let k = 0;
      for (; k + 1 < column; k += 2) {
        sum -= (matrix[start + k] ?? 0) * (matrix[other + k] ?? 0);
        odd -= (matrix[start + k + 1] ?? 0) * (matrix[other + k + 1] ?? 0);
      }
      if (k < column) odd -= (matrix[start + k] ?? 0) * (matrix[other + k] ?? 0);
      sum += odd;
      if (column < row) matrix[start + column] = sum / (matrix[other + column] ?? 0);
      else if (sum > 0) matrix[start + row] = Math.sqrt(sum);
      else return false;
    }
  }
  return true;
}

/** Replaces `right` by the x with L L' x = right, for a factor of `factorise`. */
export function solveFactored(factor: Float64Array, size: number, right: Float64Array): void {
  for (let row = 0; row < size; row += 1) {
    let sum = right[row] ?? 0;
    for (let k = 0; k < row; k += 1) sum -= (factor[row * size + k] ?? 0) * (right[k] ?? 0);
    right[row] = sum / (factor[row * size + row] ?? 0);
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    const value = (right[row] ?? 0) / (factor[row * size + row] ?? 0);
    right[row] = value;
    for (let k = 0; k < row; k += 1) right[k] = (right[k] ?? 0) - (factor[row * size + k] ?? 0) * value;
  }
}

/** The whole inverse, size * size, for a factor of `factorise`. */
export function invertFactored(factor: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  for (let column = 0; column < size; column += 1) {
    const unit = new Float64Array(size);
    unit[column] = 1;
    solveFactored(factor, size, unit);
    for (let row = 0; row < size; row += 1) inverse[row * size + column] = unit[row] ?? 0;
  }
  return inverse;
}
