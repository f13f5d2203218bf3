<?php
namespace School;

final class Teacher
{
    public function __construct(private readonly string $name) {}

    public function greet(): string { return "Good morning, {$this->name}"; }
}
