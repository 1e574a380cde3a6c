import { systemActor } from "@/lib/auth/actor";

/** The part of the portal that looks after jobs, where it acts by itself. */
export const keeper = systemActor("keeper");
