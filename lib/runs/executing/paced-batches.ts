/** Questions of a batch, at first and at most: results appear a batch at a time. */
const firstPerBatch = 4;
export const mostPerBatch = 50;
/** Milliseconds: a batch that takes less is followed by larger ones, one that takes longer by smaller ones. */
const quick = 5_000;
const slow = 30_000;

export interface PacedBatches {
  /** Questions of the next batch. */
  readonly size: number;
  /** Batches of these, in their order, each as large as the pace allows when it is taken. */
  of(ids: readonly string[]): Generator<string[]>;
  /** A batch is begun. @returns what is called when all of it is recorded, with the number of its questions */
  begin(): (questions: number) => void;
}

/**
 * Batches that are as large as their pace allows, so that results appear soon and often on a slow model server, and a few at a
 * time cost nothing on a fast one.
 */
export function pacedBatches(now: () => number = () => performance.now()): PacedBatches {
  let size = firstPerBatch;
  return {
    get size() {
      return size;
    },
    *of(ids) {
      for (let from = 0; from < ids.length; ) {
        const taken = ids.slice(from, from + size);
        from += taken.length;
        yield taken;
      }
    },
    begin: () => {
      const begunAt = now();
      return (questions) => {
        const took = now() - begunAt;
        if (took <= quick) size = Math.min(mostPerBatch, Math.max(size, 2 * questions));
        else if (took > slow) size = Math.max(1, Math.min(size, Math.floor(questions / 2)));
      };
    },
  };
}
