/** Measures how long something takes. */
export class Stopwatch {
  #started = performance.now();

  static start() {
    return new Stopwatch();
  }

  /** Milliseconds since the start. */
  get elapsed() {
    return performance.now() - this.#started;
  }
}

/**
 * A time for people, such as `6.4 s` or `2 min 5 s`.
 *
 * @param {Stopwatch | number} time a stopwatch, or milliseconds
 */
export function seconds(time) {
  const total = (typeof time === 'number' ? time : time.elapsed) / 1000;
  if (total < 60) {
    return `${total.toFixed(1)} s`;
  }
  const rounded = Math.round(total);
  return `${Math.floor(rounded / 60)} min ${rounded % 60} s`;
}
