function r = total(numbers)
  r = sum(numbers);
end
printf("%d\n", total(fscanf(stdin, "%d")));
