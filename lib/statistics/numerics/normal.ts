/** 97.5 % point of the standard normal distribution. */
export const z95 = 1.959963984540054;

/**
 * Share of the standard normal distribution below x, to about 15 digits, also in the far tail.
 * Source: G. Marsaglia, "Evaluating the normal distribution", Journal of Statistical Software 11 (2004), near the
 * middle; Laplace's continued fraction of the Mills ratio in the tails.
 */
export function normalCdf(x: number): number {
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  if (Math.abs(x) > 3) return x < 0 ? density / millsFraction(-x) : 1 - density / millsFraction(x);
  let term = x;
  let sum = x;
  for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
    term *= (x * x) / odd;
    sum += term;
  }
  return 0.5 + density * sum;
}

/** x + 1 / (x + 2 / (x + 3 / ...)), from the inside out. */
function millsFraction(x: number): number {
  let fraction = x;
  for (let depth = 200; depth >= 1; depth -= 1) fraction = x + depth / fraction;
  return fraction;
}

const centre = {
  above: [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087, 33430.57558358813,
    2509.0809287301227,
  ],
  below: [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271, 28729.085735721943,
    5226.495278852854,
  ],
};
const shoulder = {
  above: [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684, 0.2417807251774506,
    0.022723844989269184, 0.0007745450142783414,
  ],
  below: [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457, 0.0005475938084995345,
    1.0507500716444169e-9,
  ],
};
const tail = {
  above: [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124, 0.0012426609473880784,
    2.7115555687434876e-5, 2.0103343992922881e-7,
  ],
  below: [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 1.8463183175100548e-5, 1.421511758316446e-7,
    2.0442631033899397e-15,
  ],
};

/**
 * The point of the standard normal distribution below which `share` of it lies, to about 16 digits.
 * @param share 0 to 1; the ends give minus and plus infinity
 * Source: M. Wichura, algorithm AS 241, Applied Statistics 37 (1988).
 */
export function normalQuantile(share: number): number {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`${share} is no share between 0 and 1.`);
  const offset = share - 0.5;
  if (Math.abs(offset) <= 0.425) return offset * ratio(centre, 0.180625 - offset * offset);
  const outside = Math.min(share, 1 - share);
  if (outside === 0) return offset < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const depth = Math.sqrt(-Math.log(outside));
  const point = depth <= 5 ? ratio(shoulder, depth - 1.6) : ratio(tail, depth - 5);
  return offset < 0 ? -point : point;
}

function ratio(coefficients: { above: readonly number[]; below: readonly number[] }, x: number): number {
  const polynomial = (factors: readonly number[]) => factors.reduceRight((sum, factor) => sum * x + factor, 0);
  return polynomial(coefficients.above) / polynomial(coefficients.below);
}
