const words = new Map([["a", "b"]]);
const word: string = words.get("a");
console.log(word.length);
