function half(x) {
  return x.value / 2;
}

console.log("before");
half(undefined);
