# Lets a list grow without end.
# request: {"memory_limit_mb": 64}
# expect: {"status": "MLE", "limit_exceeded": "memory"}
items = []
while True:
    items.append(bytes(1000))
