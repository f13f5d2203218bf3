const name = require("fs").readFileSync(0, "utf8").split("\n")[0];
console.log(`${name} / Grüße, 世界 🌍 / ${[...name].length}`);
