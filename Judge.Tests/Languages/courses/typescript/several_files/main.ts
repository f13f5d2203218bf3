import * as readline from "readline";
import { readFileSync } from "fs";
import { Stack } from "./lib/stack";
import type { Shape } from "./lib/shapes";

enum Color { Red = "RED", Green = "GREEN" }

function area(shape: Shape): number {
  switch (shape.kind) {
    case "circle": return Math.PI * shape.radius ** 2;
    case "square": return shape.side ** 2;
  }
}

const memo = <A extends unknown[], R>(f: (...args: A) => R): ((...args: A) => R) => f;

async function main(): Promise<void> {
  const stack = new Stack<number>();
  for await (const line of readline.createInterface({ input: process.stdin })) stack.push(Number(line));
  console.log(stack.pop(), stack.size, Color.Green, memo(area)({ kind: "square", side: 2 }).toFixed(1));
  const counts: Record<string, number> = {};
  for (const letter of "größe") counts[letter] = (counts[letter] ?? 0) + 1;
  console.log(Object.entries(counts).length, readFileSync("data.txt", "utf8").trim(), process.argv[2]);
}

main();
