#!/usr/bin/perl
use strict;
use warnings;
use utf8;
use feature qw(say signatures);
use open qw(:std :encoding(UTF-8));
use FindBin;
use lib "$FindBin::Bin/lib";
use List::Util qw(sum max first reduce);
use POSIX qw(floor strftime);
use Data::Dumper;
use Time::HiRes qw(time);
use JSON::PP;
use School::Teacher;

my $first = <STDIN>;
chomp $first;
my @numbers = map { split } <STDIN>;
my %counts;
$counts{$_}++ for split //, 'größe';
say join ' ', $first, sum(@numbers), max(@numbers), scalar(@ARGV), $ARGV[0];
say join ',', map { "$_=$counts{$_}" } sort keys %counts;
say School::Teacher->new(name => 'Ada')->greet, ' ', uc 'größe', ' ', length 'größe';
printf "%.2f %s\n", 3.14159, strftime('%Y-%m-%d', 0, 0, 0, 28, 1, 126);
sub twice($x) { return 2 * $x }
say twice(21), ' ', (reduce { $a * $b } 1 .. 5), ' ', JSON::PP->new->canonical->encode({ a => 1, b => [2] });
local $Data::Dumper::Terse = 1;
local $Data::Dumper::Indent = 0;
say Dumper({ a => [1, 2] });
eval { die "thrown\n" };
print $@;
(my $text = 'a-b') =~ s/(\w)-(\w)/$2-$1/;
say $text;
open my $out, '>', 'notes.txt' or die $!;
print $out "kept\n";
close $out;
open my $in, '<', 'notes.txt' or die $!;
print while <$in>;
while (<DATA>) { chomp; print "[$_]" }
say '';
__DATA__
one
two
