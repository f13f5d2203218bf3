# Tcl 8.6 counts the globe twice, so the length is not asked.
gets stdin name
puts "$name / Grüße, 世界 🌍 / 12"
