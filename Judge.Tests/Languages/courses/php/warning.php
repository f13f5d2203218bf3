<?php
$numbers = [1, 2];
echo "before\n";
echo $numbers[2], "after\n";
