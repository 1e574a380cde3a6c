import { db } from "@/lib/db/client";
import { readDeclaredData } from "@/lib/pool/declared-data";
import { namesTask } from "./overlap";

/** A declared line of training data that names the data set of a task. */
export interface Overlap {
  task: { slug: string; title: string };
  /** The line, and the model that it was declared for: null for the entry itself. */
  text: string;
  from: string | null;
}

/** Tasks here whose data an entry says to be trained on, itself or through the model that it was adapted from. */
export async function findOverlaps(entry: { trainingData: string; baseModel: string }): Promise<Overlap[]> {
  const [tasks, declared, parents] = await Promise.all([
    db().task.findMany({ select: { slug: true, title: true, source: true }, orderBy: { title: "asc" } }),
    readDeclaredData(),
    db().model.findMany({ where: { hubId: { equals: entry.baseModel.trim(), mode: "insensitive" } }, select: { id: true } }),
  ]);
  const own = entry.trainingData.split("\n").map((text) => ({ text: text.trim(), from: null }));
  const lines = [...own, ...parents.flatMap((parent) => declared.get(parent.id) ?? [])].filter(({ text }) => text !== "");
  return tasks.flatMap(({ slug, title, source }) => {
    const line = lines.find(({ text }) => namesTask(text, { slug, title, source }));
    return line ? [{ task: { slug, title }, text: line.text, from: line.from }] : [];
  });
}

/** Models of which it is declared that they, or what they were adapted from, were trained on the data of a task. */
export async function findTrainedModels(task: {
  slug: string;
  title: string;
  source: string;
}): Promise<{ slug: string; name: string; text: string }[]> {
  const [declared, models] = await Promise.all([
    readDeclaredData(),
    db().model.findMany({ where: { state: { not: "withdrawn" } }, select: { id: true, slug: true, name: true }, orderBy: { name: "asc" } }),
  ]);
  return models.flatMap(({ id, slug, name }) => {
    const line = declared.get(id)?.find(({ text }) => namesTask(text, task));
    return line ? [{ slug, name, text: line.inherited ? `${line.text} (by ${line.from}, which it was adapted from)` : line.text }] : [];
  });
}
