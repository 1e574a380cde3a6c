import { channel } from "node:diagnostics_channel";

/** Is told the key (hex) of a newly stored text at the moment when its caller gets it: from then on it may never be lost. */
export const acknowledged = channel("polyphony:acknowledged");
