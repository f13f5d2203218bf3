gets stdin name
puts "$name / Grüße, 世界 🌍 / [string length $name]"
