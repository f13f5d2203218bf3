<?php
$name = trim(fgets(STDIN));
echo "$name / Grüße, 世界 🌍 / ", mb_strlen($name), "\n";
