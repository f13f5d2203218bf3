<?php
namespace School;

class Pupil
{
    public function __construct(public readonly string $name) {}
}
