import { factorise, invertFactored, solveFactored } from "./cholesky";

/**
 * A concave function: gives its value at a point, and fills in its gradient and its curvature (minus the matrix of second
 * derivatives, lower triangle, row by row). Both arrive filled with zeros.
 */
export type Concave = (point: Float64Array, gradient: Float64Array, curvature: Float64Array) => number;

const patience = 100;

/**
 * Newton's method with step halving. Keep the returned function for many similar problems: it reuses its memory.
 * @param size numbers of the point
 * @param settled length of the last step, in units of the point; what is then wrong is about its square
 * @returns a function that moves `point` to the top of a concave function
 */
export function newton(size: number, settled = 1e-7): (concave: Concave, point: Float64Array) => void {
  const gradient = new Float64Array(size);
  const curvature = new Float64Array(size * size);
  const candidate = new Float64Array(size);
  const evaluate = (concave: Concave, point: Float64Array) => concave(point, gradient.fill(0), curvature.fill(0));
  return (concave, point) => {
    let value = evaluate(concave, point);
    for (let step = 0; step < patience; step += 1) {
      if (!factorise(curvature, size)) throw new Error("The likelihood is flat: its top cannot be found.");
      solveFactored(curvature, size, gradient);
      const direction = Float64Array.from(gradient);
      const length = direction.reduce((largest, part) => Math.max(largest, Math.abs(part)), 0);
      if (length < settled) {
        for (let place = 0; place < size; place += 1) point[place] = (point[place] ?? 0) + (direction[place] ?? 0);
        return;
      }
      value = advance(concave, point, direction, value);
    }
    throw new Error(`No top of the likelihood was found in ${patience} steps.`);
  };

  /** Goes along the direction, or half, a quarter ... of it, until the value does not fall. */
  function advance(concave: Concave, point: Float64Array, direction: Float64Array, value: number): number {
    for (let scale = 1; scale > 1e-9; scale /= 2) {
      for (let place = 0; place < size; place += 1) candidate[place] = (point[place] ?? 0) + scale * (direction[place] ?? 0);
      const reached = evaluate(concave, candidate);
      if (reached >= value - Math.abs(value) * 1e-12) {
        point.set(candidate);
        return reached;
      }
    }
    throw new Error("The likelihood falls in every direction that should raise it.");
  }
}

/** The inverse of the curvature of a concave function at its top: the covariance, where the function is a log-likelihood. */
export function inverseCurvature(concave: Concave, point: Float64Array): Float64Array {
  const curvature = new Float64Array(point.length ** 2);
  concave(point, new Float64Array(point.length), curvature);
  if (!factorise(curvature, point.length)) throw new Error("The likelihood is flat: what it leaves open is unbounded.");
  return invertFactored(curvature, point.length);
}
