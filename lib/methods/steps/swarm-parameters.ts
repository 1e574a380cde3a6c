import { z } from "zod";
import { appendixB } from "./decoding";

const pull = (value: number, description: string) => z.number().min(0).max(1).default(value).meta({ description, source: appendixB });

/** How a swarm moves, with the values of the paper's Appendix B. */
export const swarmParameters = {
  inertia: pull(0.2, "How strongly a particle goes on as before."),
  towardsOwn: pull(0.3, "How strongly a particle is drawn to its own best place."),
  towardsBest: pull(0.4, "How strongly a particle is drawn to the best place of all."),
  fromWorst: pull(0.05, "How strongly a particle is driven from the worst place of all."),
  stepLength: z.number().gt(0).max(2).default(0.5).meta({ description: "Length of the first step.", source: appendixB }),
};
