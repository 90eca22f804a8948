/**
 * Prints the picture of the imports as text: rooms by level, their files and arrows, circles, and what
 * goes against the layers. `npm run imports -- FOLDER` does so for another tree's src/.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, posix, resolve } from "node:path";
import { isEdge, LAYERS } from "./layers.ts";

interface File {
  /** From src/ on, with slashes. */
  readonly path: string;
  readonly lines: number;
  /** Files of the tree, by path. */
  readonly imports: readonly string[];
  readonly actions: readonly string[];
}

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

const LOOSE = "(loose)";

function roomOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.indexOf("/")) : LOOSE;
}

function readFiles(src: string): File[] {
  const paths = readdirSync(src, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".ts"))
    .sort();
  const known = new Set(paths);
  return paths.map((path) => {
    const text = readFileSync(join(src, path), "utf8");
    const specifiers = [
      ...text.matchAll(/^(?:import|export)\s(?:[^;"']*?\sfrom\s)?"([^"]+)"/gm),
      ...text.matchAll(/\bimport\(\s*"([^"]+)"\s*\)/g),
    ].map(([, specifier]) => specifier as string);
    const local = specifiers
      .filter((specifier) => specifier.startsWith("."))
      .map((specifier) => posix.join(posix.dirname(path), specifier));
    return {
      path,
      lines: text.split("\n").length - 1,
      imports: [...new Set(local)].filter((target) => known.has(target)),
      actions: specifiers.filter((specifier) => specifier.startsWith("@actions/")),
    };
  });
}

/** What reaches itself: sets of nodes that all reach each other. */
function circles(graph: Graph): string[][] {
  const reached = new Map([...graph.keys()].map((node) => [node, reachedFrom(graph, node)]));
  const found = new Map<string, string[]>();
  for (const [node, nodes] of reached) {
    if (nodes.has(node)) {
      const circle = [...nodes].filter((other) => reached.get(other)?.has(node)).sort();
      found.set(circle.join(), circle);
    }
  }
  return [...found.values()];
}

function reachedFrom(graph: Graph, start: string): Set<string> {
  const reached = new Set<string>();
  const waiting = [...(graph.get(start) ?? [])];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (!reached.has(node)) {
      reached.add(node);
      waiting.push(...(graph.get(node) ?? []));
    }
  }
  return reached;
}

/** How many floors a room has below it; all rooms of a circle are on one. */
function levels(graph: Graph): Map<string, number> {
  const level = new Map<string, number>();
  const levelOf = (room: string): number => {
    const known = level.get(room);
    if (known !== undefined) {
      return known;
    }
    const mine = reachedFrom(graph, room);
    const circle = [...mine].filter((other) => reachedFrom(graph, other).has(room));
    const below = [room, ...circle]
      .flatMap((member) => [...(graph.get(member) ?? [])])
      .filter((other) => other !== room && !circle.includes(other));
    const floor = Math.max(-1, ...below.map(levelOf)) + 1;
    for (const member of [room, ...circle]) {
      level.set(member, floor);
    }
    return floor;
  };
  for (const room of graph.keys()) {
    levelOf(room);
  }
  return level;
}

function say(line = ""): void {
  process.stdout.write(`${line}\n`);
}

function list(title: string, items: readonly string[]): void {
  say(`${title}: ${items.length === 0 ? "none" : items.length}`);
  for (const item of items) {
    say(`  ${item}`);
  }
}

const src = resolve(process.argv[2] ?? join(import.meta.dirname, "..", "src"));
const files = readFiles(src);
const arrows = files.flatMap(({ path, imports }) =>
  imports.map((target) => ({ from: path, to: target })),
);
const rooms = new Map<string, File[]>();
for (const file of files) {
  const room = roomOf(file.path);
  rooms.set(room, [...(rooms.get(room) ?? []), file]);
}
const between = (from: string, to: string) =>
  arrows.filter((arrow) => roomOf(arrow.from) === from && roomOf(arrow.to) === to).length;
const others = (room: string) =>
  [...rooms.keys()].filter((other) => other !== room && between(room, other) > 0);
const roomGraph: Graph = new Map(
  [...rooms.keys()].map((room) => [room, new Set(others(room))] as const),
);
const fileGraph: Graph = new Map(files.map(({ path, imports }) => [path, new Set(imports)]));

const order = (room: string): number => LAYERS.indexOf(room as (typeof LAYERS)[number]);
const level = levels(roomGraph);
const fromTheTop = [...rooms.keys()].sort(
  (a, b) => (level.get(b) ?? 0) - (level.get(a) ?? 0) || order(a) - order(b),
);

const sum = (some: readonly File[]): number => some.reduce((total, { lines }) => total + lines, 0);
say(`${files.length} files, ${sum(files)} lines, ${arrows.length} imports, ${rooms.size} rooms`);
for (const room of fromTheTop) {
  const own = rooms.get(room) ?? [];
  say();
  say(`level ${level.get(room)}  ${room}  (${own.length} files, ${sum(own)} lines)`);
  say(`  ${own.map(({ path }) => posix.basename(path, ".ts")).join(" ")}`);
  const within = between(room, room);
  const out = [...(roomGraph.get(room) ?? [])]
    .sort((a, b) => fromTheTop.indexOf(a) - fromTheTop.indexOf(b))
    .map((other) => `${other} ${between(room, other)}`);
  say(`  → ${[...out, ...(within > 0 ? [`itself ${within}`] : [])].join(", ") || "nothing"}`);
}
say();
list(
  "circles of files",
  circles(fileGraph).map((circle) => circle.join(" ")),
);
list(
  "circles of rooms",
  circles(roomGraph).map((circle) => circle.join(" ")),
);
const upwards = arrows.filter(({ from, to }) => {
  const [a, b] = [roomOf(from), roomOf(to)];
  return a !== b && a !== LOOSE && (b === LOOSE || order(b) < order(a));
});
list(
  "imports upwards",
  upwards.map(({ from, to }) => `${from} → ${to}`),
);
list(
  "@actions/* away from the edges",
  files
    .filter(({ path, actions }) => actions.length > 0 && !isEdge(path))
    .map(({ path, actions }) => `${path} → ${actions.join(", ")}`),
);
