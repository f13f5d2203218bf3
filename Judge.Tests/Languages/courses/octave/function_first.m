% A file of statements that begins with a function.
function r = square(x)
  r = x * x;
end
n = input("");
printf("%d\n", square(n));
printf("%s\n", argv(){:});
x = [1 2 3];
x(5)
