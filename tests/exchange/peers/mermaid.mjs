// Parses a Mermaid diagram from standard input with Mermaid itself; prints the vertices and edges as JSON.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const find = createRequire(join(process.argv[2], "package.json"));
const { JSDOM } = find("jsdom");
const { window } = new JSDOM("<!DOCTYPE html><body></body>");
globalThis.window = window;
globalThis.document = window.document;
const { default: mermaid } = await import(pathToFileURL(find.resolve("mermaid")).href);
const text = readFileSync(0, "utf8");
await mermaid.parse(text);
const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
const vertices = Object.fromEntries([...diagram.db.getVertices()].map(([id, each]) => [id, each.text]));
const edges = diagram.db.getEdges().map((each) => ({ start: each.start, end: each.end, text: each.text }));
const themes = diagram.db.getSubGraphs().map((each) => each.title);
console.log(JSON.stringify({ vertices, edges, themes }));
