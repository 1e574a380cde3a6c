"""Programs that train, merge, score and answer: one request file in, one result file out, whole or not at all."""
