package School::Teacher;

use strict;
use warnings;
use parent -norequire, 'School::Person';

sub greet {
    my ($self) = @_;
    return 'Good morning, ' . $self->SUPER::greet();
}

package School::Person;

sub new {
    my ($class, %fields) = @_;
    return bless {%fields}, $class;
}

sub greet { return $_[0]{name} }

1;
