/** Stages in the order in which a model passes them: a stage may import earlier ones only. */
const stages = [
  "consent",
  "submissions",
  "reviews",
  "pool",
  "reading",
  "tasks",
  "statistics",
  "serving",
  "cluster",
  "operations",
  "methods",
  "systems",
  "runs",
  "experiments",
  "results",
  "boards",
  "pages",
  "api",
  "judging",
];
const foundations = "auth|db|jobs|hub|lists|storage|mail";
const browserSafe = "^lib/[^/]+/[^/]*/?(schema|states|labels)\\.ts$";
const test = "\\.(test|db\\.test)\\.tsx?$";

const upstreamOnly = stages.slice(0, -1).map((stage, place) => ({
  name: `upstream-only-${stage}`,
  comment: "A stage imports earlier stages and the foundations; a later stage learns of it through a job.",
  severity: "error",
  from: { path: `^lib/${stage}/`, pathNot: test },
  to: { path: `^lib/(${stages.slice(place + 1).join("|")})/` },
}));

/** Folders of a stage in their order: a folder may import earlier ones only, and what stands beside them imports none. */
const foldersOf = {
  runs: ["state", "importing", "composing", "estimating", "launching", "leasing", "executing", "watching", "steering"],
};

const foldersOneWay = Object.entries(foldersOf).flatMap(([stage, folders]) => [
  {
    name: `one-way-${stage}`,
    comment: "The shared files of a stage come before its folders.",
    severity: "error",
    from: { path: `^lib/${stage}/[^/]+$`, pathNot: test },
    to: { path: `^lib/${stage}/[^/]+/` },
  },
  ...folders.slice(0, -1).map((folder, place) => ({
    name: `one-way-${stage}-${folder}`,
    comment: "A folder of a stage imports earlier folders only.",
    severity: "error",
    from: { path: `^lib/${stage}/${folder}/`, pathNot: test },
    to: { path: `^lib/${stage}/(${folders.slice(place + 1).join("|")})/` },
  })),
  {
    name: `ordered-${stage}`,
    comment: "A new folder takes its place in the order above.",
    severity: "error",
    from: { path: `^lib/${stage}/[^/]+/`, pathNot: `^lib/${stage}/(${folders.join("|")}|testing)/` },
    to: {},
  },
]);

/** Inside `lib/boards`: what was answered, over which tasks, what to read with care, and the rows that follow. */
const boardRooms = ["facts", "scopes", "flags", "rows"];

module.exports = {
  forbidden: [
    ...upstreamOnly,
    ...foldersOneWay,
    ...boardRooms.slice(0, -1).map((room, place) => ({
      name: `boards-in-order-${room}`,
      severity: "error",
      from: { path: `^lib/boards/${room}/`, pathNot: test },
      to: {
        path: `^lib/boards/((${boardRooms.slice(place + 1).join("|")})/|(board-context|read-board|export-board|without-flagged)\\.ts$)`,
      },
    })),
    {
      name: "leaves-of-the-tree",
      comment: "Nothing imports a route or the worker.",
      severity: "error",
      from: { pathNot: "^(app|worker)/" },
      to: { path: "^(app|worker)/" },
    },
    {
      name: "bench-stands-alone",
      comment: "Nothing imports a measurement.",
      severity: "error",
      from: { pathNot: "^bench/" },
      to: { path: "^bench/" },
    },
    {
      name: "bench-measures-lib",
      comment: "Measurements use what is true, and start whole programs instead of importing them.",
      severity: "error",
      from: { path: "^bench/" },
      to: { path: "^(app|components|worker|e2e)/" },
    },
    { name: "worker-knows-lib-only", severity: "error", from: { path: "^worker/" }, to: { path: "^(app|components)/" } },
    {
      name: "components-see-shapes-only",
      comment: "Components show; they neither fetch nor decide. Of lib they may import every type, and values of browser-safe files.",
      severity: "error",
      from: { path: "^components/", pathNot: test },
      to: { path: "^lib/", pathNot: browserSafe, dependencyTypesNot: ["type-only"] },
    },
    { name: "components-see-lib-alone", severity: "error", from: { path: "^components/" }, to: { path: "^(prisma|worker|app)/" } },
    {
      name: "browser-safe-files-stay-small",
      comment: "schema, states and labels reach the browser: zod and each other only.",
      severity: "error",
      from: { path: browserSafe },
      to: { pathNot: [browserSafe, "node_modules/zod/"] },
    },
    {
      name: "lib-knows-no-framework",
      severity: "error",
      from: { path: "^lib/" },
      to: { path: "(^components/|node_modules/(next|react|react-dom|next-auth)/)" },
    },
    {
      name: "foundations-know-no-stage",
      severity: "error",
      from: { path: `^lib/(${foundations})/`, pathNot: test },
      to: { path: `^lib/(${stages.join("|")})/` },
    },
    {
      name: "reading-is-pure",
      comment:
        "A text and what is asked of it in, a value out: no task, no database, no setting, and no package but the one that reads terms.",
      severity: "error",
      from: { path: "^lib/reading/", pathNot: test },
      to: { pathNot: "^lib/(reading/|errors\\.ts$)|node_modules/@cortex-js/compute-engine/|^(node:)?module$" },
    },
    {
      name: "methods-are-pure",
      comment: "A method sees the operations contract, how quotes are rendered, the tasks' types and statistics.",
      severity: "error",
      from: { path: "^lib/methods/", pathNot: `${test}|^lib/methods/testing/` },
      to: {
        path: "^lib/",
        pathNot:
          "^lib/(methods/|operations/(contract|generate/quotes)\\.ts$|tasks/schema\\.ts$|reading/strip-thinking\\.ts$|statistics/|errors\\.ts$)",
      },
    },
    {
      name: "one-door-to-the-database",
      severity: "error",
      from: { pathNot: `^(lib|prisma|e2e|bin|bench|worker/chaos)/|^worker/main\\.ts$|^app/_server/auth|${test}` },
      to: { path: "^lib/db/" },
    },
    {
      name: "adapters-at-the-edge",
      severity: "error",
      from: { pathNot: `^worker/main\\.ts$|^lib/cluster/|${test}` },
      to: { path: "^lib/cluster/(slurm|local|fake)\\.ts$" },
    },
    {
      name: "session-at-the-edge",
      severity: "error",
      from: { pathNot: "^app/(_server|api/auth)/" },
      to: { path: "node_modules/next-auth/" },
    },
    {
      name: "tests-only-from-tests",
      severity: "error",
      from: { pathNot: `${test}|^(e2e|bin|bench|lib/db/testing|worker/chaos)/` },
      to: { path: `${test}|^e2e/|^lib/db/testing/` },
    },
    {
      name: "statistics-folders-one-way",
      comment: "Numerics is at the bottom; of two folders of statistics only one imports the other.",
      severity: "error",
      scope: "folder",
      from: { path: "^lib/statistics/" },
      to: { circular: true },
    },
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-orphans",
      severity: "error",
      from: {
        orphan: true,
        pathNot: "(^app/|^e2e/|^bin/|^bench/|^prisma/|^zoo/|\\.d\\.ts$|\\.(config|setup)\\.[cm]?[jt]s$|^proxy\\.ts$|^\\.dependency|^knip)",
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(node_modules/\\.|\\.next|\\.polyphony|lib/db/generated)" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default", "types"] },
  },
};
