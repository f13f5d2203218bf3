use strict;
use warnings;
$| = 1;
print "before\n";
my $ref;
my @list = @$ref;
