% Run by Octave before the program, in place of its site's settings. A file of statements stays one when it begins with a function: Octave reads
% main.m as that function's file where it finds it by the name main, unless there is a function main already. A program may define its own.
function main, end
warning("off", "Octave:function-name-clash");
