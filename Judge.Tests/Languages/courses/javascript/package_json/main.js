import { hello } from "./lib/hello.js";
import data from "./data.json" with { type: "json" };

console.log(hello(data.name));
