1;
function y = factorial_of(n)
  if n <= 1
    y = 1;
  else
    y = n * factorial_of(n - 1);
  end
end

n = input("");
name = input("", "s");
printf("%d %s %s\n", factorial_of(n), name, argv(){end});
A = [4 -2; 1 1];
x = A \ [2; 1]
disp(sort(eig(A))')
fprintf("%5.2f|", linspace(0, 1, 3)); fprintf("\n");
s.name = "größe"; s.list = {1, "two"};
printf("%s %d %s\n", s.name, numel(s.list), class(s.list{2}));
squares = arrayfun(@(x) x^2, 1:4);
disp(squares(squares > 4));
try
  error("thrown %d", 3);
catch e
  disp(e.message);
end_try_catch
p = polyfit(1:3, [2 4 6], 1); printf("%.1f %.1f\n", p(1), abs(round(p(2))));
do n--; until n < 3
disp(n); disp(num2str(pi, 8)); disp(strsplit("a,b", ","){2}); disp(mean([1 2; 3 4]));
x = 3
