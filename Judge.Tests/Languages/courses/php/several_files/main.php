<?php
declare(strict_types=1);

namespace School;

use InvalidArgumentException;

require_once __DIR__ . '/lib/Teacher.php';
spl_autoload_register(fn (string $class) => require __DIR__ . '/lib/' . basename(str_replace('\\', '/', $class)) . '.php');

enum Suit: string { case Hearts = 'H'; case Spades = 'S'; }

function twice(int|float $x): int|float { return 2 * $x; }

$first = trim(fgets(STDIN));
$numbers = array_map('intval', explode(' ', trim(stream_get_contents(STDIN))));
printf("%s %d %s\n", $first, array_sum($numbers), $argv[1]);
echo (new Teacher('Ada'))->greet(), ' ', (new Pupil('Bob'))->name, ' ', mb_strtoupper('größe'), "\n";
echo match (true) { $argc > 1 => 'arguments', default => 'none' }, ' ', Suit::from('S')->name, ' ', twice(x: 4), "\n";
try {
    throw new InvalidArgumentException('thrown');
} catch (InvalidArgumentException $e) {
    echo $e->getMessage(), "\n";
} finally {
    file_put_contents('php://stderr', '');
}
function counted() { yield from [1, 2]; yield 3; }
echo implode(',', iterator_to_array(counted(), false)), ' ', json_encode(['a' => 1, 'b' => ['ü']], JSON_UNESCAPED_UNICODE), ' ', bcadd('1', '2'), ' ', readline() === false ? 'end' : 'more', "\n";
fwrite(STDOUT, sprintf("%05.1f\n", 3.14159));
