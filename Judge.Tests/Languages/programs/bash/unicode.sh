read -r name
echo "$name / Grüße, 世界 🌍 / ${#name}"
