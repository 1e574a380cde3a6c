import { AppError } from "@/lib/errors";

interface Places {
  /** Of all clients together. */
  all: number;
  /** Of one client. */
  ofOne: number;
  /** What a client is told that holds too many, and everybody while all are taken. */
  words: { ofOne: string; all: string };
}

/**
 * Places of one process for answers that take long. A client is a person, or a network of people who did not sign in.
 * @returns what takes a place and gives back what frees it, which may be called twice; it throws AppError TOO_MANY_REQUESTS for a
 *   client that holds too many, UNAVAILABLE while all are taken
 */
export function openPlaces({ all, ofOne, words }: Places): (client: string) => () => void {
  const taken: { client: string }[] = [];
  return (client) => {
    if (taken.filter((other) => other.client === client).length >= ofOne) throw new AppError("TOO_MANY_REQUESTS", words.ofOne);
    if (taken.length >= all) throw new AppError("UNAVAILABLE", words.all);
    const place = { client };
    taken.push(place);
    return () => {
      const at = taken.indexOf(place);
      if (at !== -1) taken.splice(at, 1);
    };
  };
}
