const readline = require("readline");
const { EventEmitter } = require("events");
const fs = require("node:fs");
const path = require("path");
const { square } = require("./lib/math");

const lines = [];
const input = readline.createInterface({ input: process.stdin });
input.on("line", (line) => lines.push(line));
input.on("close", async () => {
  console.log(lines.map(Number).map(square), process.argv.slice(2));
  await new Promise((resolve) => setTimeout(resolve, 5));
  fs.writeFileSync("notes.txt", "größe");
  console.log(fs.readFileSync(path.join(__dirname, "notes.txt"), "utf8"), [..."größe"].length);
  const emitter = new EventEmitter();
  emitter.once("ready", (x) => console.log("ready", x));
  emitter.emit("ready", new Map([["a", 1n]]));
  class Stack {
    #items = [];
    push(x) { this.#items.push(x); return this; }
    get top() { return this.#items.at(-1); }
  }
  console.log(new Stack().push(1).push(2).top, structuredClone({ a: [1] }), Object.groupBy?.([1, 2, 3], (x) => (x % 2 ? "odd" : "even")) ?? "none");
  try { null.x; } catch ({ message }) { console.log(message); }
});
