<?php
declare(strict_types=1);
namespace School;
echo strlen("größe"), "\n";
