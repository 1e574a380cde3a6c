import { publicRoute } from "@/app/api/v1/respond";
import { answerExperiments } from "@/lib/api/answer-experiments";
import { noQuery } from "@/lib/api/shapes";
import { anonymous } from "@/lib/auth/actor";

export const GET = publicRoute(noQuery, () => answerExperiments(anonymous));
