/** Texts about different things, so that another embedding model lays them out otherwise. */
export const embedCanaries: readonly string[] = ["The sea is deep and blue.", "17 + 26 = 43", "Bees eat nectar."];
