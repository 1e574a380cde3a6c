import { publicRouteOf } from "@/app/api/v1/respond";
import { answerExperiment } from "@/lib/api/answer-experiments";
import { experimentPath } from "@/lib/api/run-shapes";
import { noQuery } from "@/lib/api/shapes";
import { anonymous } from "@/lib/auth/actor";

export const GET = publicRouteOf("experiment", experimentPath, noQuery, ({ slug }) => answerExperiment(anonymous, slug));
