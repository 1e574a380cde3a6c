/** What is done with each item, and under which conditions. */
export interface Lanes<T> {
  /** Items under way at once: before any ended, and at most. */
  first: number;
  most: number;
  /** Whether one more item may begin beside so many under way; asked again when one of them ended. What it throws ends it all. */
  mayBegin(underWay: number): boolean;
  work(item: T): Promise<void>;
  /** Called at the first failure of any work; it should make the work that is under way end soon. */
  stop(reason: unknown): void;
}

/** More at once for each that ended well: a window at a model server, which grows fourfold at most, is always kept full. */
const widening = 3;

/**
 * Works on items in their order: a few at first, then three more at once for each that ended well, which is four times as
 * many in each round.
 * @throws when all that was under way has ended: the first failure of any work, or what `mayBegin` threw
 */
export async function inLanes<T>(items: Iterable<T>, { first, most, mayBegin, work, stop }: Lanes<T>): Promise<void> {
  const underWay = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let width = Math.min(first, most);
  const begin = (item: T) => {
    const task = work(item)
      .then(
        () => {
          width = Math.min(most, width + widening);
        },
        (error: unknown) => {
          if (failures.push(error) === 1) stop(error);
        },
      )
      .finally(() => underWay.delete(task));
    underWay.add(task);
  };
  // Alone it may always begin, so that the work cannot stand still.
  const hasRoom = () => underWay.size < width && (mayBegin(underWay.size) || underWay.size === 0);
  const refusals: unknown[] = [];
  try {
    for (const item of items) {
      while (failures.length === 0 && !hasRoom()) await Promise.race(underWay);
      if (failures.length > 0) break;
      begin(item);
    }
  } catch (error) {
    refusals.push(error);
  }
  await Promise.all(underWay);
  // A failure says more than a refusal that happened to come first.
  if (failures.length + refusals.length > 0) throw [...failures, ...refusals][0];
}
