read -r first
echo "first: $first"
head -n 1
echo "rest: $(cat)"
