name = input()
print(f"{name} / Grüße, 世界 🌍 / {len(name)}")
