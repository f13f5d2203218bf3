disp("hello");
