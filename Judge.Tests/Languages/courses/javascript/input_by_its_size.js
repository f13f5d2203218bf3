const fs = require('fs');
const buffer = Buffer.alloc(fs.fstatSync(0).size);
console.log(fs.readSync(0, buffer, 0, buffer.length, 0), buffer.toString().split('\n'));
console.log(fs.readFileSync('/dev/stdin', 'utf8').split(/\s+/).length);
process.stdin.on('data', chunk => console.log(chunk.toString().trim().split(/\s/).length));
