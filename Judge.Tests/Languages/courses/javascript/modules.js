import fs from "fs";
import { createInterface } from "node:readline/promises";
import { setTimeout as sleep } from "timers/promises";

const input = createInterface({ input: process.stdin });
let sum = 0;
for await (const line of input) sum += Number(line);
await sleep(1);
console.log(sum, typeof fs.readFileSync, import.meta.url.endsWith("main.js"));
