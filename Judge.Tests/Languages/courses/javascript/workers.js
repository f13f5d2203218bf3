const { Worker, isMainThread, parentPort } = require("worker_threads");
const depth = (n) => (n === 0 ? 0 : 1 + depth(n - 1));
if (isMainThread) {
  new Worker(__filename).on("message", (text) => console.log(text, depth(100000)));
} else {
  const f = () => f() + 1;
  try {
    f();
  } catch (e) {
    parentPort.postMessage(e.name);
  }
}
