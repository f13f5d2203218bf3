function main()
  printf("%d\n", twice(21));
end
function r = twice(x)
  r = 2 * x;
end
main
