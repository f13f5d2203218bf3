use utf8;
use open qw(:std :utf8);

chomp(my $name = <STDIN>);
print "$name / Grüße, 世界 🌍 / ", length $name, "\n";
