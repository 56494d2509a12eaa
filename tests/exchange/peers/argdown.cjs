// Reads Argdown from standard input with Argdown's own parser; prints what it made of it as JSON.
const path = require("path");
const { createRequire } = require("module");
const { argdown } = createRequire(path.join(process.argv[2], "package.json"))("@argdown/node");
const input = require("fs").readFileSync(0, "utf8");
const out = argdown.run({ input, process: ["parse-input", "build-model"], throwExceptions: true, logLevel: "error" });
const faults = [...(out.lexerErrors || []), ...(out.parserErrors || []), ...(out.exceptions || [])];
const relations = (out.relations || []).map((each) => ({
  type: each.relationType, from: each.from && each.from.title, to: each.to && each.to.title,
  toType: each.to && each.to.type }));
const statements = Object.fromEntries(Object.entries(out.statements || {}).map(([title, each]) => [title, {
  text: (each.members || []).map((member) => member.text).filter(Boolean),
  tags: each.tags || [], data: each.data || null, section: each.section && each.section.title }]));
console.log(JSON.stringify({ faults: faults.map((each) => each.message), statements, relations,
  arguments: Object.keys(out.arguments || {}), title: out.frontMatter && out.frontMatter.title }));
