// Stale responses never replace newer ones.

/** Remembers the newest revision accepted per key. A response with a lower revision is rejected. */
export class Freshness {
  #newest = new Map();
  #epoch = null;

  /**
   * Says whether a response may be shown, and remembers its revision if so. A response without a revision is accepted.
   * A new epoch means that the server built its store anew and counts from the start.
   */
  accept(key, response) {
    if (response === null || typeof response !== "object" || typeof response.revision !== "number") {
      return true;
    }
    if (response.epoch !== undefined && response.epoch !== this.#epoch) {
      this.#epoch = response.epoch;
      this.#newest.clear();
    }
    const newest = this.#newest.get(key);
    if (newest !== undefined && response.revision < newest) {
      return false;
    }
    this.#newest.set(key, response.revision);
    return true;
  }

  /** Returns the newest revision accepted for the key; undefined if there is none. */
  newest(key) {
    return this.#newest.get(key);
  }
}
