async function load() {
  throw new RangeError("nothing there");
}

load();
