import std/unicode

let name = stdin.readLine
echo name, " / Grüße, 世界 🌍 / ", name.runeLen
