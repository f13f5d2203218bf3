// Each kind of call checks the end of the stack in its own way: in compiled code, in the engine's C++, in Node's.
const endless = {
  plain() { const f = () => f() + 1; f(); },
  many_variables() { function f(a, b, c, d, e) { const x = [a, b, c], y = { d, e }; return f(b, c, d, e, x) + y.d; } f(1, 2, 3, 4, 5); },
  sort() { const f = () => [1, 2].sort(() => f()); f(); },
  replace() { const f = () => "a".replace(/a/, f); f(); },
  text() { const o = { toString() { return "" + o; } }; "" + o; },
  proxy() { const p = new Proxy({}, { get: (_, key) => p[key] }); p.x; },
  json() { const o = { toJSON: () => JSON.stringify(o) }; JSON.stringify(o); },
  constructor() { class A { constructor() { new A(); } } new A(); },
};
for (const [kind, run] of Object.entries(endless)) {
  try {
    run();
  } catch (e) {
    console.log(kind, e.name);
  }
}
