{ print $0 " / Grüße, 世界 🌍 / " length($0) }
