import type { z } from "zod";

/** A short background chore: its name in the queue and the shape of its payload. */
export interface Job<Shape extends z.ZodType = z.ZodType> {
  name: string;
  payload: Shape;
}

export function defineJob<Shape extends z.ZodType>(name: string, payload: Shape): Job<Shape> {
  return { name, payload };
}
