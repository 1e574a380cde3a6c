import { publicRoute } from "@/app/api/v1/respond";
import { answerTasks } from "@/lib/api/answer-lists";
import { noQuery } from "@/lib/api/shapes";
import { anonymous } from "@/lib/auth/actor";

export const GET = publicRoute(noQuery, () => answerTasks(anonymous));
