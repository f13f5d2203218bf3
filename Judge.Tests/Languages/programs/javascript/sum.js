const text = require("fs").readFileSync(0, "utf8");
console.log(text.trim().split(/\s+/).reduce((sum, number) => sum + Number(number), 0));
